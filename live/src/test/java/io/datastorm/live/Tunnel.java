package io.datastorm.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server of this machine that can be cut, and opened again at the same port. */
final class Tunnel implements AutoCloseable {
    private final int target;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    Tunnel(int target) throws IOException {
        this.target = target;
        open(0);
        this.port = server.getLocalPort();
    }

    int port() {
        return port;
    }

    private void open(int at) throws IOException {
        server = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        ServerSocket own = server;
        background(() -> {
            while (true) {
                Socket near = own.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(near, far));
                copy(near, far);
                copy(far, near);
            }
        });
    }

    private static void copy(Socket from, Socket to) {
        background(() -> {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
            }
        });
    }

    /** What ends when a socket is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // It was cut.
                    }
                },
                "tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    void cut() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    void restore() throws IOException {
        open(port);
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}

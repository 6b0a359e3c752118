package io.datastorm.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends back what it is sent. What begins with a question mark is the address of another one, which it tries to reach.
 */
final class Echo {
    private static final int PATIENCE_MILLIS = 1500;

    private Echo() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[1]);
        try (ServerSocket server = new ServerSocket(port, 10, InetAddress.getByName(arguments[0]))) {
            new PrintWriter(System.out, true, StandardCharsets.UTF_8).println("listening");
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket, port));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket, int port) {
        try (socket) {
            byte[] buffer = new byte[8192];
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                if (buffer[0] == '?') {
                    String answer = reaches(new String(buffer, 1, read - 1, StandardCharsets.UTF_8), port);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    return;
                }
                socket.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other side is gone.
            return;
        }
    }

    private static String reaches(String address, int port) {
        try (Socket other = new Socket()) {
            other.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return "reached";
        } catch (IOException e) {
            return "lost";
        }
    }
}

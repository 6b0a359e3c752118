package io.datastorm.run.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and one broker. When armed, it swallows the next answers on a connection that has sent a good
 * deal, and cuts the connection: the broker has done what was asked, and the client cannot know.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int PRODUCED_BYTES = 50_000;

    private final ServerSocket server;
    private final AtomicInteger armed = new AtomicInteger();
    private final AtomicInteger holding = new AtomicInteger();
    private volatile CountDownLatch released = new CountDownLatch(0);
    private volatile int brokerPort;

    CuttingProxy() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on clients are let through. */
    void start(int port) {
        brokerPort = port;
        daemon(this::acceptAll);
    }

    /** The next connections, so many, lose an answer. */
    void cut(int connections) {
        armed.set(connections);
    }

    /** How many are still to be cut. */
    int armed() {
        return armed.get();
    }

    /**
     * The next connection that sends records is held: what its client sends reaches the broker when it is released,
     * also if the client has gone meanwhile.
     */
    void hold() {
        released = new CountDownLatch(1);
        holding.set(1);
    }

    /** What is held goes on. */
    void release() {
        released.countDown();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable body) {
        Thread thread = new Thread(body, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                AtomicInteger sent = new AtomicInteger();
                daemon(() -> pass(client, broker, sent, false));
                daemon(() -> pass(broker, client, sent, true));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void pass(Socket from, Socket to, AtomicInteger sent, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (answers && sent.get() > PRODUCED_BYTES && armed.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    return;
                }
                if (!answers && sent.get() > PRODUCED_BYTES && holding.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    awaitRelease();
                }
                out.write(bytes, 0, read);
                if (!answers) {
                    sent.addAndGet(read);
                }
            }
        } catch (IOException e) {
            // The other side is gone: so is this one.
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

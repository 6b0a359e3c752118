package io.datastorm.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Where one broker listens.
 *
 * @param host its address
 * @param client where clients connect
 * @param internal where the other brokers connect
 * @param controller where the quorum's members connect
 */
record NodePorts(String host, int client, int internal, int controller) {
    private static final String LOOPBACK = "127.0.0.1";
    /** On a host of its own a broker has all ports. */
    private static final int FIRST_PORT = 9092;

    private static final int PER_NODE = 3;

    /** Of a broker with a host of its own. */
    static NodePorts on(String host) {
        return new NodePorts(host, FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2);
    }

    /** For clients. */
    String clientAddress() {
        return host + ":" + client;
    }

    /** For the other brokers. */
    String internalAddress() {
        return host + ":" + internal;
    }

    /** For the members of the quorum. */
    String controllerAddress() {
        return host + ":" + controller;
    }

    /** Finds free ports on loopback for this many brokers. All are held open together, so that none is given twice. */
    static List<NodePorts> free(int brokers) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < brokers * PER_NODE; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<NodePorts> ports = new ArrayList<>();
            for (int i = 0; i < held.size(); i += PER_NODE) {
                ports.add(new NodePorts(LOOPBACK, port(held, i), port(held, i + 1), port(held, i + 2)));
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static int port(List<ServerSocket> held, int index) {
        return held.get(index).getLocalPort();
    }
}

package io.datastorm.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The loopback ports of one broker.
 *
 * @param client where clients connect
 * @param internal where the other brokers connect
 * @param controller where the quorum's members connect
 */
record NodePorts(int client, int internal, int controller) {
    private static final int PER_NODE = 3;

    /** Finds free ports for this many brokers. All are held open together, so that none is given twice. */
    static List<NodePorts> free(int brokers) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < brokers * PER_NODE; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<NodePorts> ports = new ArrayList<>();
            for (int i = 0; i < held.size(); i += PER_NODE) {
                ports.add(new NodePorts(port(held, i), port(held, i + 1), port(held, i + 2)));
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

package io.datastorm.cluster.network;

import io.datastorm.cluster.ClusterException;
import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Addresses that nobody else on this machine uses: 10.213.N.0/24.
 *
 * @param number N
 */
record Subnet(int number) {
    private static final int ALL = 256;
    private static final int BASE = 10 << 24 | 213 << 16;
    private static final int BYTE = 8;
    private static final int PREFIX = 24;
    private static final int HEX = 16;
    private static final int DESTINATION = 1;
    private static final int MASK = 7;

    /** A part of the network that an interface is in, or that a route leads to. */
    private record Taken(int address, int mask) {
        static Taken of(int address, int prefixLength) {
            return new Taken(address, prefixLength == 0 ? 0 : -1 << (Integer.SIZE - prefixLength));
        }

        /** Whether it has addresses of a subnet, or the other way round. A default route has all of them. */
        boolean overlaps(int other) {
            int both = mask & -1 << (Integer.SIZE - PREFIX);
            return mask != 0 && (address & both) == (other & both);
        }
    }

    /** One that is free; where the search begins depends on the process, for those that search now. */
    static Subnet free() {
        try {
            List<Taken> taken = taken();
            int first = (int) (ProcessHandle.current().pid() % ALL);
            return IntStream.range(0, ALL)
                    .mapToObj(i -> new Subnet((first + i) % ALL))
                    .filter(subnet -> taken.stream().noneMatch(part -> part.overlaps(BASE | subnet.number << BYTE)))
                    .findFirst()
                    .orElseThrow(() -> new ClusterException("all networks 10.213.N.0/24 are in use"));
        } catch (IOException e) {
            throw new ClusterException("the interfaces of this machine are not known: " + e.getMessage(), e);
        }
    }

    private static List<Taken> taken() throws IOException {
        List<Taken> taken = new ArrayList<>();
        for (NetworkInterface own : NetworkInterface.networkInterfaces().toList()) {
            for (InterfaceAddress address : own.getInterfaceAddresses()) {
                byte[] bytes = address.getAddress().getAddress();
                if (bytes.length == Integer.BYTES) {
                    taken.add(Taken.of(ByteBuffer.wrap(bytes).getInt(), address.getNetworkPrefixLength()));
                }
            }
        }
        Path routes = Path.of("/proc/net/route");
        if (Files.exists(routes)) {
            List<String> lines = Files.readAllLines(routes);
            lines.stream()
                    .skip(1)
                    .map(line -> line.split("\\s+"))
                    .forEach(route -> taken.add(new Taken(number(route[DESTINATION]), number(route[MASK]))));
        }
        return taken;
    }

    /** The kernel writes addresses as the machine has them in memory: little-endian. */
    private static int number(String hex) {
        return Integer.reverseBytes(Integer.parseUnsignedInt(hex, HEX));
    }

    /** The address of a host of it, 1 to 254. */
    String address(int host) {
        return "10.213." + number + "." + host;
    }
}

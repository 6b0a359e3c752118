package io.datastorm.cluster.network;

import io.datastorm.cluster.ClusterException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Addresses that nobody else on this machine uses: 10.213.N.0/24.
 *
 * @param number N
 */
record Subnet(int number) {
    private static final int ALL = 256;

    /** One that no interface is in; where the search begins depends on the process, for those that search now. */
    static Subnet free() {
        try {
            Set<String> taken = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(address -> address.getHostAddress())
                    .collect(Collectors.toSet());
            int first = (int) (ProcessHandle.current().pid() % ALL);
            return IntStream.range(0, ALL)
                    .mapToObj(i -> new Subnet((first + i) % ALL))
                    .filter(subnet -> !taken.contains(subnet.address(1)))
                    .findFirst()
                    .orElseThrow(() -> new ClusterException("all networks 10.213.N.0/24 are in use"));
        } catch (SocketException e) {
            throw new ClusterException("the interfaces of this machine are not known: " + e.getMessage(), e);
        }
    }

    /** The address of a host of it, 1 to 254. */
    String address(int host) {
        return "10.213." + number + "." + host;
    }
}

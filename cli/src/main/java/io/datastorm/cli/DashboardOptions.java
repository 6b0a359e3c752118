package io.datastorm.cli;

import io.datastorm.core.workload.Workload;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.live.Dashboard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether there is a page to watch, and where it listens. */
final class DashboardOptions {
    private static final String LISTEN = "--dashboard-listen";
    private static final int MOST_PORT = 65_535;

    @Option(
            names = "--dashboard",
            description = "A page to watch the run in a browser, on a free port of this machine. Prints its link.")
    private boolean dashboard;

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            description = "The same at this address. Other machines can reach it there, without TLS, if HOST is not "
                    + "a loopback address. Who has the link can watch, and stop the run.")
    private String listen;

    /**
     * The page, if one was asked for.
     *
     * @param stop what its button does
     * @throws InvalidInput if it cannot listen there
     */
    Optional<Dashboard> open(Workload workload, Runnable stop) {
        if (!dashboard && listen == null) {
            return Optional.empty();
        }
        InetSocketAddress address = address();
        try {
            return Optional.of(new Dashboard(workload, address, stop));
        } catch (IOException e) {
            throw new InvalidInput(
                    listen == null ? "--dashboard" : LISTEN,
                    "cannot listen at %s:%d: %s; take another address or port"
                            .formatted(address.getHostString(), address.getPort(), e.getMessage()));
        }
    }

    private InetSocketAddress address() {
        if (listen == null) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
        int colon = listen.lastIndexOf(':');
        InetSocketAddress address = colon > 0 ? address(listen.substring(0, colon), listen.substring(colon + 1)) : null;
        if (address == null) {
            throw new InvalidInput(LISTEN, "must be HOST:PORT, such as 127.0.0.1:8080, got '" + listen + "'");
        }
        if (address.isUnresolved()) {
            throw new InvalidInput(LISTEN, "there is no host '" + address.getHostString() + "'");
        }
        return address;
    }

    private static InetSocketAddress address(String host, String port) {
        try {
            int number = Integer.parseInt(port);
            boolean right = number >= 0 && number <= MOST_PORT;
            return right ? new InetSocketAddress(host.replaceAll("^\\[|\\]$", ""), number) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

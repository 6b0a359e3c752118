package io.datastorm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.datastorm.cluster.network.LinkPlan;
import io.datastorm.cluster.network.NamespaceNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts with links of their own: needs root and iproute2, and is left out without them. */
@Timeout(120)
final class NamespaceNetworkIT {
    private static final LinkPlan GIGABIT = new LinkPlan(1_000_000_000, Duration.ZERO);
    private static final int PORT = 7000;
    private static final int SHORT_MILLIS = 300;

    private static NamespaceNetwork network;
    private static final List<Process> SERVERS = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        assumeThat(NamespaceNetwork.missing(GIGABIT))
                .as("root, but in a container without rights")
                .isEmpty();
        network = NamespaceNetwork.make(GIGABIT);
        for (int host : List.of(11, 12)) {
            network.add(host);
            List<String> command = new ArrayList<>(network.prefix(host));
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Echo.class.getName(),
                    network.address(host),
                    Integer.toString(PORT)));
            Process server =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            SERVERS.add(server);
            assertThat(server.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("listening");
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.forEach(Process::destroyForcibly);
        if (network != null) {
            network.close();
        }
    }

    private static List<String> devices() throws IOException {
        return NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .filter(name -> name.startsWith("ds" + ProcessHandle.current().pid() + "n"))
                .toList();
    }

    private static Socket connect(int host) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(network.address(host), PORT), 10_000);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void echoes(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        assertThat(socket.getInputStream().read()).isEqualTo('x');
    }

    /** What a host hears of another one, through a server that passes on what it is told. */
    private static String ask(int from, int to) throws IOException {
        try (Socket socket = connect(from)) {
            socket.getOutputStream().write(("?" + network.address(to)).getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aLinkThatIsDownLosesPacketsAndNoConnection() throws IOException {
        try (Socket socket = connect(11)) {
            echoes(socket);
            network.isolate(11);
            socket.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> echoes(socket)).isInstanceOf(SocketTimeoutException.class);
            try (Socket other = connect(12)) {
                echoes(other);
            }
            network.rejoin(11);
            socket.setSoTimeout(30_000);
            // The packet that was lost is sent again.
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void sidesThatArePartedAreReachedFromHere() throws IOException {
        assertThat(ask(11, 12)).isEqualTo("reached");
        network.part(Set.of(11), Set.of(12));
        assertThat(ask(11, 12)).isEqualTo("lost");
        assertThat(ask(12, 11)).isEqualTo("lost");
        network.unite(Set.of(11), Set.of(12));
        assertThat(ask(11, 12)).isEqualTo("reached");
        assertThat(ask(12, 11)).isEqualTo("reached");
    }

    @Test
    void connectionsThatAreCutEndAtOnce() throws IOException {
        try (Socket socket = connect(12);
                Socket other = connect(11)) {
            echoes(socket);
            network.cut(12);
            assertThatThrownBy(() -> {
                        echoes(socket);
                        echoes(socket);
                    })
                    .as("soon, and not when the patience of 10 s is over")
                    .isNotInstanceOf(SocketTimeoutException.class);
            echoes(other);
            try (Socket again = connect(12)) {
                echoes(again);
            }
        }
    }

    @Test
    void aSlowLinkStillCarriesEverything() throws IOException {
        network.slow(11, 1_000_000);
        try (Socket socket = connect(11)) {
            byte[] much = new byte[200_000];
            long begun = System.nanoTime();
            socket.getOutputStream().write(much);
            assertThat(socket.getInputStream().readNBytes(much.length)).hasSize(much.length);
            // 1.6 Mbit: faster than the link nobody can be.
            assertThat(System.nanoTime() - begun).isGreaterThan(1_000_000_000L);
        }
        network.restore(11);
    }

    @Test
    void nothingIsLeft() throws IOException {
        int before = devices().size();
        NamespaceNetwork other = NamespaceNetwork.make(LinkPlan.UNLIMITED);
        other.add(2);
        assertThat(devices()).hasSize(before + 1);
        other.close();
        while (devices().size() > before) {
            // The kernel takes a moment to remove a namespace.
            Thread.onSpinWait();
        }
        assertThat(NamespaceNetwork.missing(LinkPlan.UNLIMITED)).isEmpty();
    }
}

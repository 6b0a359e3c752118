package io.datastorm.core.machine;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A link of a network whose rate is known, and how much it carries, as Linux tells it.
 *
 * @param name for people
 * @param bitsPerSecond in each direction
 * @param counters {@code /proc/PID/net/dev} of a process in its network namespace
 * @param device its name there
 */
public record NetworkLink(String name, long bitsPerSecond, Path counters, String device) {
    private static final long MEGA = 1_000_000;
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    /**
     * What it has carried so far.
     *
     * @param link which one
     */
    public record Reading(NetworkLink link, long receivedBytes, long sentBytes) {}

    /** Of a namespace that a process is in. */
    public static NetworkLink of(String name, long bitsPerSecond, long pid, String device) {
        return new NetworkLink(name, bitsPerSecond, Path.of("/proc", Long.toString(pid), "net", "dev"), device);
    }

    /**
     * The link of this machine that leads to brokers; empty if its rate is not known, as that of loopback and of most
     * virtual devices.
     *
     * @param bootstrapServers the first of them is looked at
     */
    public static Optional<NetworkLink> to(String bootstrapServers) {
        String first = bootstrapServers.split(",", -1)[0].trim();
        int colon = first.lastIndexOf(':');
        String host = first.substring(0, colon).replace("[", "").replace("]", "");
        // Nothing is sent: the kernel only looks up the route.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(first.substring(colon + 1))));
            NetworkInterface own = NetworkInterface.getByInetAddress(socket.getLocalAddress());
            return own == null ? Optional.empty() : rated(own.getName());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Virtual devices tell a rate that means nothing: they have no hardware behind them. */
    private static Optional<NetworkLink> rated(String device) throws IOException {
        Path about = Path.of("/sys/class/net", device);
        if (!Files.exists(about.resolve("device"))) {
            return Optional.empty();
        }
        long mega = Long.parseLong(Files.readString(about.resolve("speed")).strip());
        return mega > 0
                ? Optional.of(new NetworkLink(
                        device + " of " + HostName.own(), mega * MEGA, Path.of("/proc/self/net/dev"), device))
                : Optional.empty();
    }

    /** What it has carried so far; empty if the system does not tell. */
    public Optional<Reading> read() {
        try {
            return Files.readAllLines(counters).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(device + ":"))
                    .map(line -> line.substring(device.length() + 1).strip().split("\\s+"))
                    .map(numbers -> new Reading(this, Long.parseLong(numbers[RECEIVED]), Long.parseLong(numbers[SENT])))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

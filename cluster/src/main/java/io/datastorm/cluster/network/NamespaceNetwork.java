package io.datastorm.cluster.network;

import io.datastorm.cluster.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network of a local cluster: a namespace for each host, a link (a veth pair) from it to a bridge, and one from the
 * bridge to this machine. Addresses are private to it. Links are limited where they leave a device, in both directions.
 *
 * <p>Needs root, iproute2 and util-linux. What is made goes with this process, however it ends; see {@link Namespace}.
 * Thread-safe.
 */
public final class NamespaceNetwork implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    /** Names of devices have 15 letters at most: two networks of one process must differ. */
    private static final int MOST_OF_A_PROCESS = 1000;

    /** The device of a host: no name that the machine itself has a device of. */
    public static final String OWN_END = "dslink0";

    /** A MAC address that no device has: what is sent there is lost. */
    private static final String NOWHERE = "02:00:00:00:00:00";

    private final LinkPlan plan;
    private final Subnet subnet = Subnet.free();
    private final Namespace bridge;
    private final Map<Integer, Namespace> hosts = new TreeMap<>();

    private NamespaceNetwork(LinkPlan plan, Namespace bridge) {
        this.plan = plan;
        this.bridge = bridge;
    }

    /**
     * Makes one without hosts.
     *
     * @throws ClusterException if this process may not, or a tool is missing; nothing is left
     */
    public static synchronized NamespaceNetwork make(LinkPlan plan) {
        NamespaceNetwork network = new NamespaceNetwork(plan, Namespace.make());
        try {
            network.join();
            return network;
        } catch (ClusterException e) {
            network.close();
            throw e;
        }
    }

    /** Joins this machine and the bridge. */
    private void join() {
        if (!plan.delay().isZero()) {
            requireDelays();
        }
        String device = "ds%dn%d".formatted(ProcessHandle.current().pid(), MADE.getAndIncrement() % MOST_OF_A_PROCESS);
        bridge.ip(List.of("link add br0 type bridge", "link set br0 up", "link set lo up"));
        String unused = Namespace.run(
                List.of("ip", "-batch", "-"),
                List.of(
                        "link add %s type veth peer name up0 netns %d".formatted(device, bridge.pid()),
                        "addr add %s/24 dev %s".formatted(subnet.address(1), device),
                        "link set %s up".formatted(device)));
        bridge.ip(List.of("link set up0 master br0", "link set up0 up"));
    }

    private void requireDelays() {
        try {
            bridge.tc(List.of("qdisc add dev lo root netem delay 1ms"));
        } catch (ClusterException e) {
            throw new ClusterException("this kernel has no netem, which delays packets: leave out --link-delay", e);
        }
    }

    /** Why there can be no such network on this machine; empty if there can. Nothing is left. */
    public static Optional<String> missing(LinkPlan plan) {
        try {
            make(plan).close();
            return Optional.empty();
        } catch (ClusterException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Adds a host, with a link of its own. Its number is 2 to 254. */
    public synchronized void add(int host) {
        Namespace own = Namespace.make();
        hosts.put(host, own);
        bridge.ip(List.of(
                "link add %s type veth peer name %s netns %d".formatted(port(host), OWN_END, own.pid()),
                "link set %s master br0".formatted(port(host)),
                "link set %s up".formatted(port(host))));
        own.ip(List.of(
                "link set lo up",
                "addr add %s/24 dev %s".formatted(address(host), OWN_END),
                "link set %s up".formatted(OWN_END)));
        if (!plan.equals(LinkPlan.UNLIMITED)) {
            shape(host, plan);
        }
    }

    private static String port(int host) {
        return "h" + host;
    }

    private void shape(int host, LinkPlan link) {
        bridge.tc(link.shape(port(host)));
        hosts.get(host).tc(link.shape(OWN_END));
    }

    /** Where others reach a host. */
    public String address(int host) {
        return subnet.address(host);
    }

    /** What stands before a command that shall run on a host; the command replaces it. */
    public synchronized List<String> prefix(int host) {
        return hosts.get(host).prefix();
    }

    /** The numbers of its hosts. */
    public synchronized Set<Integer> hosts() {
        return Set.copyOf(hosts.keySet());
    }

    /** A process in a host's namespace, which lives as long as the host. */
    public synchronized long pid(int host) {
        return hosts.get(host).pid();
    }

    /** What its links can do. */
    public LinkPlan plan() {
        return plan;
    }

    /** Takes a host's link down: packets are lost, connections do not notice. */
    public synchronized void isolate(int host) {
        bridge.ip(List.of("link set %s down".formatted(port(host))));
    }

    /** Takes the link up again. */
    public synchronized void rejoin(int host) {
        bridge.ip(List.of("link set %s up".formatted(port(host))));
    }

    /** Loses what hosts of one side send to the other; this machine still reaches both. */
    public synchronized void part(Set<Integer> one, Set<Integer> other) {
        one.forEach(host -> neighbours(host, other, "replace %s lladdr " + NOWHERE + " nud permanent dev " + OWN_END));
        other.forEach(host -> neighbours(host, one, "replace %s lladdr " + NOWHERE + " nud permanent dev " + OWN_END));
    }

    /** Ends {@link #part}. */
    public synchronized void unite(Set<Integer> one, Set<Integer> other) {
        one.forEach(host -> neighbours(host, other, "del %s dev " + OWN_END));
        other.forEach(host -> neighbours(host, one, "del %s dev " + OWN_END));
    }

    private void neighbours(int host, Set<Integer> others, String change) {
        List<String> commands = new ArrayList<>();
        others.forEach(other -> commands.add("neigh " + change.formatted(address(other))));
        hosts.get(host).ip(commands);
    }

    /** Gives a host's link another rate. */
    public synchronized void slow(int host, long bitsPerSecond) {
        shape(host, plan.with(bitsPerSecond));
    }

    /** Gives a host's link the rate of the plan. */
    public synchronized void restore(int host) {
        shape(host, plan);
    }

    /**
     * Resets all connections of a host: both sides notice at once.
     *
     * @throws ClusterException if this kernel cannot do that
     */
    public synchronized void cut(int host) {
        Namespace own = hosts.get(host);
        String open = own.run("ss", "--no-header", "--tcp", "--numeric", "src", address(host));
        String ended = own.run("ss", "--kill", "--no-header", "--tcp", "--numeric", "src", address(host));
        if (!open.isBlank() && ended.isBlank()) {
            throw new ClusterException("this kernel resets no connections (CONFIG_INET_DIAG_DESTROY is not set)");
        }
    }

    /** Removes everything; what still runs on a host has no network any more. */
    @Override
    public synchronized void close() {
        hosts.values().forEach(Namespace::close);
        hosts.clear();
        bridge.close();
    }
}

package io.datastorm.cluster.network;

import java.time.Duration;
import java.util.List;

/**
 * What a link can do, in each direction.
 *
 * @param bitsPerSecond 0: as much as the kernel can
 * @param delay of each packet; zero: none beside the kernel's own
 */
public record LinkPlan(long bitsPerSecond, Duration delay) {
    /** Without a limit. */
    public static final LinkPlan UNLIMITED = new LinkPlan(0, Duration.ZERO);

    private static final int BITS = 8;
    /** A token bucket is filled at each tick of the kernel, of which there are 100 a second at least. */
    private static final long TICKS = 100;
    /** A few packets. */
    private static final long LEAST_BURST = 8 << 10;

    /** Packets that wait longer for a slow link are dropped, as a switch drops them. */
    private static final long QUEUE_MILLIS = 50;

    private static final long PACKET_BYTES = 1500;
    /** Of a delay without a rate. */
    private static final long MOST_PACKETS = 100_000;

    private static final long LEAST_PACKETS = 1000;
    private static final long SECOND_MILLIS = 1000;

    /** What {@code tc} must be told so that packets leave a device as this link lets them. */
    public List<String> shape(String device) {
        String none = "qdisc replace dev %s root noqueue".formatted(device);
        String rate = "qdisc replace dev %s root handle 1: tbf rate %dbit burst %d latency %dms"
                .formatted(device, bitsPerSecond, burst(), QUEUE_MILLIS);
        String late = "qdisc replace dev %s %s handle 10: netem delay %dus limit %d"
                .formatted(device, bitsPerSecond > 0 ? "parent 1:" : "root", delay.toNanos() / 1000, packets());
        if (bitsPerSecond == 0) {
            return delay.isZero() ? List.of(none) : List.of(late);
        }
        return delay.isZero() ? List.of(rate) : List.of(rate, late);
    }

    /** Those that are on their way, and those that wait for the link as they do without a delay. */
    private long packets() {
        if (bitsPerSecond == 0) {
            return MOST_PACKETS;
        }
        long bytesInMillisecond = bitsPerSecond / BITS / SECOND_MILLIS;
        return Math.max(LEAST_PACKETS, bytesInMillisecond * (delay.toMillis() + QUEUE_MILLIS) / PACKET_BYTES);
    }

    private long burst() {
        return Math.max(LEAST_BURST, bitsPerSecond / BITS / TICKS);
    }

    /** The same with another rate. */
    LinkPlan with(long otherBitsPerSecond) {
        return new LinkPlan(otherBitsPerSecond, delay);
    }
}

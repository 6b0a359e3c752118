package io.datastorm.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.datastorm.core.workload.SenderPlan;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How large the heap should stay, though it may grow further.
 *
 * <p>A collector that may use half of the machine's memory prefers new pages to collecting old ones; clearing them took
 * a third of the workers' time. What a run keeps alive is known beforehand: the producers' buffers, and Kafka's objects
 * for each record in them.
 */
final class HeapTarget {
    private static final long BASE_BYTES = 512L << 20;
    /**
     * Small records have several times their own size in objects for as long as they are in flight, and as much again
     * dies between collections.
     */
    private static final long PER_BUFFER_BYTE = 8;

    private HeapTarget() {}

    /** Tells the collector. Only ZGC listens; the others are told by the launcher when to grow. */
    static void apply(List<SenderPlan> senders) {
        String target =
                Long.toString(Math.min(bytes(senders), Runtime.getRuntime().maxMemory()));
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).setVMOption("SoftMaxHeapSize", target);
        } catch (IllegalArgumentException e) {
            // Another kind of virtual machine: its own sizing stays.
            return;
        }
    }

    static long bytes(List<SenderPlan> senders) {
        return BASE_BYTES + senders.stream().mapToLong(HeapTarget::bytes).sum();
    }

    private static long bytes(SenderPlan plan) {
        if (plan.kind().direct()) {
            // Batches lie outside the heap, and there is no object for a record.
            return 0;
        }
        int producers = plan.sharedProducer() ? 1 : plan.workers();
        return PER_BUFFER_BYTE * producers * plan.batch().bufferMemory().bytes();
    }
}

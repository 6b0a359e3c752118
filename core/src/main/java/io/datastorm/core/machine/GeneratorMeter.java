package io.datastorm.core.machine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;

/** Reads what this JVM has used: CPU, heap, resident memory, allocation, pauses. The sampler's thread. */
public final class GeneratorMeter implements AutoCloseable {
    private final long pid = ProcessHandle.current().pid();

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final GcPauses pauses = new GcPauses();
    private long mostAllocated;

    /**
     * A reading.
     *
     * @param cpuSeconds since the JVM started
     * @param heapBytes in use now
     * @param rssBytes resident now; 0 where the system does not tell
     * @param allocatedBytes by the threads that live now
     * @param threads what each of them has used, by its id
     * @param nanos when, on the monotonic clock
     */
    public record Reading(
            double cpuSeconds,
            long heapBytes,
            long rssBytes,
            long allocatedBytes,
            Map<Long, ThreadCpu> threads,
            long nanos) {}

    /** CPU time of a thread since it started. */
    public record ThreadCpu(String name, long nanos) {}

    /** Reads everything now. */
    public Reading read() {
        Runtime runtime = Runtime.getRuntime();
        return new Reading(
                system.getProcessCpuTime() / 1e9,
                runtime.totalMemory() - runtime.freeMemory(),
                ResidentMemory.bytes(pid),
                allocated(),
                threads(),
                System.nanoTime());
    }

    private Map<Long, ThreadCpu> threads() {
        Map<Long, ThreadCpu> used = new HashMap<>();
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            long nanos = info == null ? -1 : threads.getThreadCpuTime(info.getThreadId());
            if (nanos >= 0) {
                used.put(info.getThreadId(), new ThreadCpu(info.getThreadName(), nanos));
            }
        }
        return used;
    }

    /** The pauses of the collector. */
    public GcPauses pauses() {
        return pauses;
    }

    private long allocated() {
        long total = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            total += Math.max(0, bytes);
        }
        // A thread takes its count with it when it ends: what has been allocated never becomes less.
        mostAllocated = Math.max(mostAllocated, total);
        return mostAllocated;
    }

    @Override
    public void close() {
        pauses.close();
    }
}

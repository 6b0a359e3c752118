package io.datastorm.core.measure.machine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

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
     */
    public record Reading(double cpuSeconds, long heapBytes, long rssBytes, long allocatedBytes) {}

    /** Reads everything now. */
    public Reading read() {
        Runtime runtime = Runtime.getRuntime();
        return new Reading(
                system.getProcessCpuTime() / 1e9,
                runtime.totalMemory() - runtime.freeMemory(),
                ResidentMemory.bytes(pid),
                allocated());
    }

    /** The pauses since the last reset. */
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

package io.datastorm.core.measure.snapshot;

import io.datastorm.core.machine.ResidentMemory;
import java.time.Duration;

/**
 * A process of this machine that works for the senders, between the generator and the brokers, such as a gateway.
 *
 * @param name for people; those of the same name are added up
 */
public record SenderProcess(String name, ProcessHandle process) {
    /** User and system time since it started; 0 if it is gone. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** Resident memory now; 0 if it is gone. */
    public long rssBytes() {
        return ResidentMemory.bytes(process.pid());
    }
}

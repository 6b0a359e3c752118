package io.datastorm.core.measure;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.GeneratorMeter;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What generator and brokers used in the measured window. It is read once a second; the first reading inside the window
 * is its beginning. Used by the sampler's thread, and by others after sampling ended.
 */
public final class Resources implements AutoCloseable {
    private final GeneratorMeter generator = new GeneratorMeter();
    private final BrokerMeter brokerMeter;
    private Reading first;
    private Reading latest;
    private long peakHeap;
    private long peakRss;
    private final List<Long> peakBrokerRss = new ArrayList<>();

    /** With a meter for the brokers. */
    public Resources(BrokerMeter brokerMeter) {
        this.brokerMeter = brokerMeter;
    }

    /** One reading of everything. */
    record Reading(GeneratorMeter.Reading generator, List<BrokerMeter.Reading> brokers, double pauseMillis) {}

    Reading read(boolean measured) {
        if (measured && first == null) {
            generator.pauses().reset();
        }
        Reading reading = new Reading(
                generator.read(), brokerMeter.read(), generator.pauses().totalMillis());
        if (measured) {
            first = first == null ? reading : first;
            latest = reading;
            peakHeap = Math.max(peakHeap, reading.generator.heapBytes());
            peakRss = Math.max(peakRss, reading.generator.rssBytes());
            for (int i = 0; i < reading.brokers.size(); i++) {
                long rss = reading.brokers.get(i).rssBytes();
                if (i < peakBrokerRss.size()) {
                    peakBrokerRss.set(i, Math.max(peakBrokerRss.get(i), rss));
                } else {
                    peakBrokerRss.add(rss);
                }
            }
        }
        return reading;
    }

    /** The generator's part of a result, for this many acknowledged records of the window. */
    RunResult.Generator generator(long records) {
        double cpu = latest == null ? 0 : latest.generator.cpuSeconds() - first.generator.cpuSeconds();
        long allocated = latest == null ? 0 : latest.generator.allocatedBytes() - first.generator.allocatedBytes();
        return new RunResult.Generator(
                cpu,
                cpu > 0 ? records / cpu : 0,
                generator.pauses().count(),
                generator.pauses().maxMillis(),
                generator.pauses().totalMillis(),
                records > 0 ? Math.max(0, allocated) / (double) records : 0,
                peakHeap,
                peakRss);
    }

    /** What each thread used of one core in the window; of threads that lived through it. */
    List<ThreadShare> threads() {
        List<ThreadShare> shares = new ArrayList<>();
        if (latest == null || latest.generator.nanos() <= first.generator.nanos()) {
            return shares;
        }
        double elapsed = latest.generator.nanos() - first.generator.nanos();
        latest.generator.threads().forEach((id, used) -> {
            GeneratorMeter.ThreadCpu before = first.generator.threads().get(id);
            if (before != null) {
                shares.add(new ThreadShare(used.name(), (used.nanos() - before.nanos()) / elapsed));
            }
        });
        return shares;
    }

    /** How much of one core a thread used, 0 to 1. */
    record ThreadShare(String name, double share) {}

    /** The brokers' part of a result. */
    List<RunResult.Broker> brokers() {
        List<RunResult.Broker> brokers = new ArrayList<>();
        for (int i = 0; latest != null && i < latest.brokers.size(); i++) {
            BrokerMeter.Reading end = latest.brokers.get(i);
            double before = i < first.brokers.size() ? first.brokers.get(i).cpuSeconds() : 0;
            brokers.add(new RunResult.Broker(end.id(), Math.max(0, end.cpuSeconds() - before), peakBrokerRss.get(i)));
        }
        return brokers;
    }

    @Override
    public void close() {
        generator.close();
    }
}

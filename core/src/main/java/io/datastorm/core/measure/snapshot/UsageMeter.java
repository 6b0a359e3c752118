package io.datastorm.core.measure.snapshot;

import io.datastorm.core.machine.BrokerMeter;
import io.datastorm.core.machine.GcPauses;
import io.datastorm.core.machine.GeneratorMeter;
import io.datastorm.core.machine.NetworkLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what this process and local brokers have used since the reading before. For one thread. */
public final class UsageMeter implements AutoCloseable {
    private final GeneratorMeter generator = new GeneratorMeter();
    private final BrokerMeter brokerMeter;
    private final Supplier<List<SenderProcess>> processes;
    private GeneratorMeter.Reading last;
    private List<BrokerMeter.Reading> lastBrokers = List.of();
    private List<NetworkLink.Reading> lastLinks = List.of();
    private Map<SenderProcess, Double> lastProcesses = Map.of();

    /** With a meter for the brokers, and those processes that work for the senders at a time. */
    public UsageMeter(BrokerMeter brokerMeter, Supplier<List<SenderProcess>> processes) {
        this.brokerMeter = brokerMeter;
        this.processes = processes;
    }

    /** What follows counts from here. */
    public void begin() {
        last = generator.read();
        lastBrokers = brokerMeter.read();
        lastLinks = brokerMeter.links();
        lastProcesses = readProcesses();
        generator.pauses().take();
    }

    /** What was used since the last call, or since the beginning. */
    public Usage next() {
        GeneratorMeter.Reading now = generator.read();
        List<BrokerMeter.Reading> brokersNow = brokerMeter.read();
        List<NetworkLink.Reading> linksNow = brokerMeter.links();
        Map<SenderProcess, Double> processesNow = readProcesses();
        Usage usage = new Usage(
                now.cpuSeconds() - last.cpuSeconds(),
                Math.max(0, now.allocatedBytes() - last.allocatedBytes()),
                now.heapBytes(),
                now.rssBytes(),
                pauses(),
                threads(now),
                brokers(brokersNow),
                processes(processesNow),
                links(linksNow));
        last = now;
        lastBrokers = brokersNow;
        lastLinks = linksNow;
        lastProcesses = processesNow;
        return usage;
    }

    private Map<SenderProcess, Double> readProcesses() {
        Map<SenderProcess, Double> used = new LinkedHashMap<>();
        processes.get().forEach(process -> used.put(process, process.cpuSeconds()));
        return used;
    }

    private List<Usage.SenderProcessUse> processes(Map<SenderProcess, Double> now) {
        Map<String, Usage.SenderProcessUse> used = new LinkedHashMap<>();
        now.forEach((process, seconds) -> used.merge(
                process.name(),
                new Usage.SenderProcessUse(
                        process.name(),
                        Math.max(0, seconds - lastProcesses.getOrDefault(process, 0.0)),
                        process.rssBytes()),
                Usage.SenderProcessUse::plus));
        return new ArrayList<>(used.values());
    }

    private Usage.Pauses pauses() {
        GcPauses.Taken taken = generator.pauses().take();
        return new Usage.Pauses(taken.count(), taken.totalMillis(), taken.maxMillis());
    }

    private List<Usage.ThreadUse> threads(GeneratorMeter.Reading now) {
        List<Usage.ThreadUse> threads = new ArrayList<>();
        now.threads().forEach((id, used) -> {
            GeneratorMeter.ThreadCpu before = last.threads().get(id);
            long nanos = used.nanos() - (before == null ? 0 : before.nanos());
            if (nanos > 0) {
                threads.add(new Usage.ThreadUse(id, used.name(), nanos / 1e9));
            }
        });
        return threads;
    }

    private List<Usage.BrokerUse> brokers(List<BrokerMeter.Reading> now) {
        List<Usage.BrokerUse> brokers = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            double before = i < lastBrokers.size() ? lastBrokers.get(i).cpuSeconds() : 0;
            BrokerMeter.Reading each = now.get(i);
            brokers.add(new Usage.BrokerUse(each.id(), Math.max(0, each.cpuSeconds() - before), each.rssBytes()));
        }
        return brokers;
    }

    private List<Usage.LinkUse> links(List<NetworkLink.Reading> now) {
        List<Usage.LinkUse> links = new ArrayList<>();
        for (NetworkLink.Reading each : now) {
            lastLinks.stream()
                    .filter(before -> before.link().equals(each.link()))
                    .map(before -> new Usage.LinkUse(
                            each.link().name(),
                            each.link().bitsPerSecond(),
                            each.receivedBytes() - before.receivedBytes(),
                            each.sentBytes() - before.sentBytes()))
                    .forEach(links::add);
        }
        return links;
    }

    @Override
    public void close() {
        generator.close();
    }
}

package io.datastorm.lab.report;

import io.datastorm.core.report.page.Page;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two single runs beside each other: their figures, and what is different about them. There is no verdict. The seconds
 * of one run depend on one another, so their spread says nothing about how far apart two equal runs would have been.
 */
public final class TwoRuns {
    private static final List<Metric> FIGURES = List.of(
            Metric.THROUGHPUT,
            Metric.RECORDS_PER_CPU_SECOND,
            Metric.LATENCY_P50,
            Metric.LATENCY_P99,
            Metric.LATENCY_P999,
            Metric.BROKER_CPU);

    private final RunResult first;
    private final RunResult second;

    /** For two results. */
    public TwoRuns(RunResult first, RunResult second) {
        this.first = first;
        this.second = second;
    }

    /** Their figures. */
    public Page.Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : FIGURES) {
            double one = metric.of(first);
            double other = metric.of(second);
            if (!Double.isNaN(one) && !Double.isNaN(other) && one > 0) {
                rows.add(List.of(
                        metric.label(),
                        metric.show(one),
                        metric.show(other),
                        String.format(Locale.ROOT, "%.3f ×", other / one)));
            }
        }
        return new Page.Table(List.of("figure", "first", "second", "second over first"), rows);
    }

    /** What was asked for differently, and what is different about the machine and the cluster; empty if nothing is. */
    public List<String> differences() {
        Map<String, String> one = environment(first);
        Map<String, String> other = environment(second);
        first.workload().forEach((name, value) -> add(one, name, value));
        second.workload().forEach((name, value) -> add(other, name, value));
        // What limited a run is as much a difference as what was asked for.
        one.put("limited by", first.validity().limitedBy());
        other.put("limited by", second.validity().limitedBy());
        return differences(one, other);
    }

    /** What is different about the machine and the cluster; empty if nothing is. */
    public List<String> environments() {
        return differences(environment(first), environment(second));
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        for (String name : names) {
            if (!Objects.equals(one.get(name), other.get(name))) {
                differences.add("%s: %s → %s"
                        .formatted(name, one.getOrDefault(name, "not set"), other.getOrDefault(name, "not set")));
            }
        }
        return differences;
    }

    private static Map<String, String> environment(RunResult result) {
        Map<String, String> facts = new TreeMap<>();
        RunResult.Environment environment = result.environment();
        facts.put("Java", environment.javaVersion());
        facts.put("system", environment.os());
        facts.put("cores", Integer.toString(environment.cpus()));
        facts.put("broker version", environment.brokerVersion());
        facts.put("brokers", Integer.toString(environment.brokers()));
        facts.put("partitions", Integer.toString(environment.partitions()));
        facts.put("DataStorm", result.run().datastormVersion());
        return facts;
    }

    private static void add(Map<String, String> facts, String name, Object value) {
        if (value instanceof Map<?, ?> section) {
            section.forEach((key, inner) -> add(facts, name + "." + key, inner));
        } else {
            facts.put(name, String.valueOf(value));
        }
    }
}

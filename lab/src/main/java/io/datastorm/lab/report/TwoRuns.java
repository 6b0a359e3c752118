package io.datastorm.lab.report;

import io.datastorm.core.measure.RunResult;
import io.datastorm.core.report.page.Page;
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
    private static final List<Figure> FIGURES = List.of(
            Figure.THROUGHPUT,
            Figure.RECORDS_PER_CPU_SECOND,
            Figure.LATENCY_P50,
            Figure.LATENCY_P99,
            Figure.LATENCY_P999,
            Figure.BROKER_CPU);

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
        for (Figure figure : FIGURES) {
            double one = figure.of(first);
            double other = figure.of(second);
            if (!Double.isNaN(one) && !Double.isNaN(other) && one > 0) {
                rows.add(List.of(
                        figure.label(),
                        figure.show(one),
                        figure.show(other),
                        String.format(Locale.ROOT, "%.3f ×", other / one)));
            }
        }
        return new Page.Table(List.of("figure", "first", "second", "second over first"), rows);
    }

    /** What was asked for differently, and what is different about the machine and the cluster; empty if nothing is. */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        Map<String, String> one = facts(first);
        Map<String, String> other = facts(second);
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

    private static Map<String, String> facts(RunResult result) {
        Map<String, String> facts = new TreeMap<>();
        result.workload().forEach((name, value) -> add(facts, name, value));
        RunResult.Environment environment = result.environment();
        facts.put("Java", environment.javaVersion());
        facts.put("system", environment.os());
        facts.put("cores", Integer.toString(environment.cpus()));
        facts.put("broker version", environment.brokerVersion());
        facts.put("brokers", Integer.toString(environment.brokers()));
        facts.put("partitions", Integer.toString(environment.partitions()));
        facts.put("DataStorm", result.run().datastormVersion());
        // What limited a run is as much a difference as what was asked for.
        facts.put("limited by", result.validity().limitedBy());
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

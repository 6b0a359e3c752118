package io.datastorm.cli.terminal;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text of the live view: where the run is, how fast, how late, at what cost. Mutable; one thread at a time. */
public final class LiveFrame {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int LABEL = 12;
    private static final int MOST_STREAMS = 10;
    /** No terminal is wider. */
    private static final int MOST_RATES = 1000;

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String CYAN = "\u001b[36m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Workload workload;
    private final int cpus;
    private final List<Double> rates = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Map<String, RunSecond.OfStream> streams = Map.of();
    private Map<String, ConsumerResult.Interval> consumers = Map.of();
    private Interval last;
    private long acknowledged;
    private double seconds;
    private long failed;
    private boolean draining;

    LiveFrame(Workload workload, int cpus) {
        this.workload = workload;
        this.cpus = cpus;
    }

    void add(RunSecond second) {
        Interval interval = second.interval();
        last = interval;
        streams = workload.streams().size() > 1 ? second.streams() : Map.of();
        consumers = second.groups();
        failed += interval.failed();
        interval.faults()
                .forEach(fault -> faults.add(String.format(Locale.ROOT, "%s  (at %d s)", fault, interval.second())));
        if (interval.measured()) {
            rates.add(interval.recordsPerSecond());
            if (rates.size() > MOST_RATES) {
                rates.remove(0);
            }
            acknowledged += interval.acknowledged();
            seconds += interval.seconds();
        }
    }

    void draining() {
        draining = true;
    }

    /** The lines for a terminal of this width, with ANSI styles. */
    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(progress(width));
        if (!workload.consumesOnly()) {
            lines.add(throughput(width));
            lines.add(latency());
        }
        workload.streams().stream()
                .map(StreamPlan::title)
                .filter(streams::containsKey)
                .limit(MOST_STREAMS)
                .forEach(name -> lines.add(stream(name, streams.get(name).interval())));
        if (streams.size() > MOST_STREAMS) {
            lines.add(label("") + "and %d more streams".formatted(streams.size() - MOST_STREAMS));
        }
        consumers.entrySet().stream()
                .limit(MOST_STREAMS)
                .forEach(group -> lines.add(consumer(group.getKey(), group.getValue())));
        lines.add(cpu());
        if (!faults.isEmpty()) {
            lines.add(label("fault") + RED + faults.get(faults.size() - 1) + PLAIN);
        }
        return lines;
    }

    private String progress(int width) {
        String state = state();
        int cells = Math.max(8, Math.min(40, width - LABEL - 4 - state.length()));
        int done = (int) Math.round(Math.min(1, share()) * cells);
        String bar = CYAN + "█".repeat(done) + DIM + "░".repeat(cells - done) + PLAIN;
        return label(workload.name()) + bar + "  " + state;
    }

    private String state() {
        if (draining) {
            return workload.streams().stream()
                            .allMatch(stream -> stream.sender().acks().equals("0"))
                    ? "waiting until everything has left"
                    : "all sent, waiting for the last acknowledgements";
        }
        if (last == null || !last.measured()) {
            return "warming up";
        }
        return workload.endless()
                ? String.format(Locale.ROOT, "%.0f s, until Ctrl-C", seconds)
                : String.format(Locale.ROOT, "%3.0f %%  %.0f s%s", 100 * share(), seconds, left());
    }

    private String left() {
        double share = share();
        return share <= 0 || share >= 1 ? "" : String.format(Locale.ROOT, ", %.0f s left", seconds / share - seconds);
    }

    /** By records if all streams end by records, else by the longest time. */
    private double share() {
        List<RunLength> extents =
                workload.streams().stream().map(StreamPlan::extent).toList();
        if (extents.stream().allMatch(extent -> extent.records().isPresent())) {
            return acknowledged
                    / (double) extents.stream()
                            .mapToLong(extent -> extent.records().get())
                            .sum();
        }
        return extents.stream()
                .flatMap(extent -> extent.duration().stream())
                .max(Duration::compareTo)
                .map(d -> seconds / (d.toNanos() / 1e9))
                .orElse(0.0);
    }

    private String throughput(int width) {
        String now = last == null ? "–" : NumberFormat.count(last.recordsPerSecond());
        String average = seconds > 0 ? NumberFormat.count(acknowledged / seconds) : "–";
        String text = "%s%s records/s%s, %s average  ".formatted(BOLD, now, PLAIN, average);
        int room = Math.max(0, width - LABEL - text.length() + BOLD.length() + PLAIN.length());
        return label("throughput") + text + CYAN + sparkline(room) + PLAIN;
    }

    private String sparkline(int room) {
        List<Double> shown = rates.subList(Math.max(0, rates.size() - room), rates.size());
        double most = shown.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        StringBuilder line = new StringBuilder();
        for (double rate : shown) {
            int level = most <= 0 ? 0 : (int) Math.min(BARS.length() - 1, rate / most * BARS.length());
            line.append(BARS.charAt(level));
        }
        return line.toString();
    }

    private String latency() {
        String failures = failed == 0 ? "failed 0" : RED + "failed " + NumberFormat.whole(failed) + PLAIN;
        if (last == null) {
            return label("latency") + "–";
        }
        String kind = workload.openLoop() ? "" : " (saturated)";
        return label("latency")
                + "p50 %s   p99 %s%s   %s"
                        .formatted(
                                NumberFormat.millis(last.p50Millis()),
                                NumberFormat.millis(last.p99Millis()),
                                kind,
                                failures);
    }

    private String stream(String name, StreamInterval interval) {
        String failures =
                interval.failed() == 0 ? "" : RED + "   failed " + NumberFormat.whole(interval.failed()) + PLAIN;
        return label(name)
                + "%s records/s   p50 %s   p99 %s%s"
                        .formatted(
                                NumberFormat.count(interval.recordsPerSecond()),
                                NumberFormat.millis(interval.p50Millis()),
                                NumberFormat.millis(interval.p99Millis()),
                                failures);
    }

    private String consumer(String group, ConsumerResult.Interval interval) {
        return label("consumers")
                + "%s records/s read   lag %s   %s"
                        .formatted(NumberFormat.count(interval.recordsPerSecond()), LineView.lag(interval), group);
    }

    private String cpu() {
        if (last == null) {
            return label("CPU") + "–";
        }
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "generator %.2f of %d cores", last.generatorCpu(), cpus));
        for (int i = 0; i < last.brokerCpu().size(); i++) {
            text.append(String.format(
                    Locale.ROOT, "   broker %d %.2f", i + 1, last.brokerCpu().get(i)));
        }
        return label("CPU") + text;
    }

    private static String label(String text) {
        String cut = text.length() > LABEL - 2 ? text.substring(0, LABEL - 2) : text;
        return "  " + DIM + cut + " ".repeat(LABEL - cut.length()) + PLAIN;
    }
}

package io.datastorm.cli.terminal;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.Bottleneck;
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
    private static final int LABEL = 12;
    private static final int MARGIN = 2;
    private static final int MOST_STREAMS = 10;
    private static final double NEARLY_MET = 0.98;
    private static final long NOT_KNOWN = -1;

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String CYAN = "\u001b[36m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Workload workload;
    private final int cpus;
    private final Sparkline rates = new Sparkline(false);
    private final Sparkline latencies = new Sparkline(true);
    private final List<String> faults = new ArrayList<>();
    private Map<String, RunSecond.OfStream> streams = Map.of();
    private Map<String, ConsumerResult.Interval> consumers = Map.of();
    private Interval last;
    private long acknowledged;
    private double seconds;
    private long failed;
    private boolean draining;
    private long outstanding = NOT_KNOWN;
    /** Null if nobody asked for a rate. */
    private Double asked;
    /** Null before the first second. */
    private Bottleneck limit;

    LiveFrame(Workload workload, int cpus) {
        this.workload = workload;
        this.cpus = cpus;
    }

    void add(RunSecond second) {
        Interval interval = second.interval();
        last = interval;
        asked = second.asked();
        limit = second.limit();
        streams = workload.streams().size() > 1 ? second.streams() : Map.of();
        consumers = second.groups();
        failed += interval.failed();
        interval.faults()
                .forEach(fault -> faults.add(String.format(Locale.ROOT, "%s  (at %d s)", fault, interval.second())));
        if (interval.measured()) {
            rates.add(interval.recordsPerSecond());
            latencies.add(interval.p99Millis());
            acknowledged += interval.acknowledged();
            seconds += interval.seconds();
        }
    }

    void draining() {
        draining = true;
    }

    void awaiting(long records) {
        outstanding = records;
    }

    /** The lines for a terminal of this width, with ANSI styles. */
    List<String> lines(int width) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(progress(width));
        if (!workload.consumesOnly()) {
            lines.add(throughput());
            lines.add(line(rates, CYAN, width));
            lines.add(latency());
            lines.add(line(latencies, YELLOW, width));
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
        if (limit != null && last.measured()) {
            lines.add(label("limited by") + limit.by() + DIM + "  " + limit.evidence() + PLAIN);
        }
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
                    : "all sent, waiting for %s acknowledgements"
                            .formatted(outstanding == NOT_KNOWN ? "the last" : NumberFormat.whole(outstanding));
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

    private String throughput() {
        if (last == null) {
            return label("throughput") + "–";
        }
        String average = seconds > 0 ? ", " + NumberFormat.count(acknowledged / seconds) + " on average" : "";
        String target = asked == null || asked <= 0 ? "" : " of " + NumberFormat.count(asked) + " asked";
        String colour = asked == null ? "" : last.recordsPerSecond() >= NEARLY_MET * asked ? GREEN : RED;
        return label("throughput")
                + "%s%s%s records/s%s%s%s"
                        .formatted(BOLD, colour, NumberFormat.count(last.recordsPerSecond()), PLAIN, target, average);
    }

    private static String line(Sparkline sparkline, String colour, int width) {
        return label("") + colour + sparkline.last(Math.max(0, width - LABEL - MARGIN)) + PLAIN;
    }

    private String latency() {
        String failures = failed == 0 ? "failed 0" : RED + "failed " + NumberFormat.whole(failed) + PLAIN;
        if (last == null) {
            return label("latency") + "–";
        }
        String kind = workload.openLoop() ? "" : " (saturated)";
        return label("latency")
                + "p50 %s   p99 %s   slowest %s%s   %s"
                        .formatted(
                                NumberFormat.millis(last.p50Millis()),
                                NumberFormat.millis(last.p99Millis()),
                                NumberFormat.millis(last.maxMillis()),
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

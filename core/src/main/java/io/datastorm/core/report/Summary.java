package io.datastorm.core.report;

import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunTrend;
import io.datastorm.core.workload.Warmup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run in words: first what is wrong, then what was achieved, what it cost, and what limited it. */
final class Summary {
    private Summary() {}

    /**
     * One fact.
     *
     * @param label empty if it belongs to the one before
     */
    record Row(String label, String text) {}

    /** The facts, the most important ones first. */
    static List<Row> rows(RunResult result) {
        List<Row> rows = new ArrayList<>();
        if (!result.run().complete() && result.run().durationSeconds() <= 0) {
            add(rows, "measured", "nothing: the run ended during its warm-up");
            records(result, rows);
        } else {
            measured(result, rows);
        }
        faults(result, rows);
        verification(result, rows);
        thresholds(result, rows);
        for (String warning : result.validity().warnings()) {
            add(rows, "warning", warning);
        }
        return rows;
    }

    private static void measured(RunResult result, List<Row> rows) {
        headline(result, rows);
        records(result, rows);
        latency(result, rows);
        cost(result, rows);
        add(
                rows,
                "limited by",
                result.validity().limitedBy() + " – " + result.validity().evidence());
        if (result.validity().limitedBy().equals("generator")
                && saturated(result)
                && !direct(result)
                && !foreign(result)) {
            add(rows, "", "--sender direct would load the brokers further: it takes far less CPU for a record");
        }
        if (result.faults().isEmpty()
                && Boolean.FALSE.equals(result.validity().rateMet())
                && setting(result, "sender", "profile").equals("kafka")) {
            add(rows, "", "--profile throughput would send larger batches, acknowledged by their leader alone");
        }
    }

    /** The broker's own count comes before everything else when it does not agree with ours. */
    static List<String> alarms(RunResult result) {
        List<String> alarms = new ArrayList<>();
        RunResult.Totals totals = result.totals();
        if (Boolean.FALSE.equals(totals.storedAgrees())) {
            alarms.add("STORED DISAGREES: %s %s, but the topic grew by %s. Believe the topic."
                    .formatted(Figures.whole(totals.acknowledged()), verb(result), Figures.whole(totals.stored())));
        }
        if (result.verification() != null && result.verification().broken()) {
            alarms.add("BROKEN: "
                    + VerificationText.lines(result.verification()).get(0).replaceFirst("^BROKEN – ", ""));
        }
        if (result.unverified()) {
            alarms.add("NOT VERIFIED: it was asked for, and did not come to its end.");
        }
        if (!result.run().complete()) {
            alarms.add("INCOMPLETE: the run did not end in good order.");
        }
        if (Boolean.FALSE.equals(result.validity().steady())) {
            RunTrend.of(result.intervals())
                    .ifPresent(trend -> alarms.add(
                            "NOT STEADY: throughput %s by %.0f %% within the measured window; use a longer --warmup."
                                    .formatted(trend.rise() > 0 ? "rose" : "fell", 100 * Math.abs(trend.rise()))));
        }
        return alarms;
    }

    private static void headline(RunResult result, List<Row> rows) {
        RunResult.Throughput throughput = result.throughput();
        String target = throughput.targetRecordsPerSecond() == null
                ? ""
                : " of " + Figures.count(throughput.targetRecordsPerSecond()) + " asked (" + rate(result) + ")";
        add(
                rows,
                "throughput",
                "%s records/s %s%s%s"
                        .formatted(
                                Figures.count(throughput.recordsPerSecond()),
                                verb(result),
                                target,
                                foreign(result) ? "" : bytes(throughput)));
        add(rows, "measured", String.format(Locale.ROOT, "%.2f s", result.run().durationSeconds()) + warmup(result));
        add(rows, "sent by", sender(result));
        if (!foreign(result)) {
            add(rows, "settings", settings(result));
        }
    }

    /** What most decides what was measured. Results of older versions name no profile. */
    private static String settings(RunResult result) {
        String profile = setting(result, "sender", "profile");
        return "acks %s, %s, linger %s, batches of %s, compression %s%s"
                .formatted(
                        setting(result, "sender", "acks"),
                        setting(result, "sender", "idempotence").equals("true") ? "idempotent" : "not idempotent",
                        setting(result, "sender", "linger"),
                        setting(result, "sender", "batchSize"),
                        setting(result, "sender", "compression"),
                        profile.isEmpty() ? "" : " (profile " + profile + ")");
    }

    private static String warmup(RunResult result) {
        String asked = setting(result, "load", "warmup");
        Double seconds = result.validity().warmupSeconds();
        String told = asked.equals(Warmup.AUTO_TEXT) && seconds != null
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : asked;
        return told.isEmpty() || told.equals("0s") ? "" : ", after a warm-up of " + told;
    }

    /** A few records at once are acknowledged at any speed: whether they were sent in time is another question. */
    private static String rate(RunResult result) {
        String met = Boolean.TRUE.equals(result.validity().rateMet()) ? "met" : "NOT MET";
        double seconds = result.run().durationSeconds();
        return seconds >= 1 ? met : String.format(Locale.ROOT, "%s; %.2f s are too short for a figure", met, seconds);
    }

    private static String bytes(RunResult.Throughput throughput) {
        return ", %s/s of values, %s/s on the wire"
                .formatted(
                        Figures.bytes(throughput.payloadBytesPerSecond()),
                        Figures.bytes(throughput.wireBytesPerSecond()));
    }

    /** Whether it was made with somebody else's client, and seen from outside. */
    static boolean foreign(RunResult result) {
        return result.workload().containsKey("program");
    }

    /** What was sent through what: numbers of different ways do not compare. */
    private static String sender(RunResult result) {
        if (foreign(result)) {
            return "a program that is not DataStorm: " + result.workload().get("program");
        }
        String workers = setting(result, "sender", "workers");
        String compression = setting(result, "sender", "compression");
        boolean frozen = setting(result, "records", "frozen").equals("true");
        boolean compressed = !compression.equals("none");
        String fresh = setting(result, "records", "pool").equals("0")
                ? "each record encoded when it is sent"
                : "each record stamped afresh";
        String records = frozen ? "the same records again and again" : fresh;
        String waiting = setting(result, "sender", "spin").equals("true") ? " without rest, " : ", ";
        String threads = workers + (workers.equals("1") ? " worker" : " workers") + waiting;
        if (!direct(result)) {
            String client = setting(result, "sender", "producers").equals("shared")
                    ? "one KafkaProducer"
                    : "a KafkaProducer each";
            return threads + client + "; " + records;
        }
        String once = setting(result, "sender", "batchSize").equals("auto")
                ? "compressed once for each size with "
                : "compressed once with ";
        String packing = frozen && !result.verificationAsked() ? once : "compressed for each send with ";
        return threads + "prebuilt batches of " + batches(result) + "; " + records
                + (compressed ? ", " + packing + compression : "");
    }

    private static String batches(RunResult result) {
        String size = setting(result, "sender", "batchSize");
        Double mean = result.throughput().recordsPerBatch();
        String records = mean == null ? "" : " (%s records)".formatted(Figures.count(mean));
        if (size.equals("auto")) {
            return "a size found on the way" + records;
        }
        return "up to " + (size.matches("[0-9]+") ? size + " bytes" : size) + records;
    }

    private static boolean direct(RunResult result) {
        return setting(result, "sender", "kind").equals("direct");
    }

    static String setting(RunResult result, String section, String name) {
        return result.workload().get(section) instanceof Map<?, ?> settings && settings.get(name) != null
                ? settings.get(name).toString()
                : "";
    }

    private static void records(RunResult result, List<Row> rows) {
        RunResult.Totals totals = result.totals();
        if (foreign(result)) {
            add(rows, "records", Figures.whole(totals.stored()) + " stored (warm-up included)");
            return;
        }
        String stored = totals.stored() == null
                ? "stored could not be asked"
                : Figures.whole(totals.stored()) + " stored" + agreement(totals.storedAgrees());
        add(
                rows,
                "records",
                "%s %s, %s, %s failed, %s unresolved (warm-up included)"
                        .formatted(
                                Figures.whole(totals.acknowledged()),
                                verb(result),
                                stored,
                                Figures.whole(totals.failed()),
                                Figures.whole(totals.unresolved())));
        if (totals.neverSent() > 0) {
            add(
                    rows,
                    "never sent",
                    Figures.whole(totals.neverSent())
                            + " records were due, and were not sent in time (warm-up included)");
        }
        totals.failedByError().forEach((error, count) -> add(rows, "failed", Figures.whole(count) + " × " + error));
        totals.unresolvedByError()
                .forEach((error, count) -> add(rows, "unresolved", Figures.whole(count) + " × " + error));
    }

    private static String agreement(Boolean agrees) {
        if (agrees == null) {
            return "";
        }
        return agrees ? " ✓" : " ✗";
    }

    private static void latency(RunResult result, List<Row> rows) {
        String end = verb(result).equals("sent") ? "handed to the network" : "acknowledged";
        boolean saturated = saturated(result);
        summary(
                rows,
                saturated ? "saturated" : "response",
                result.latency().response(),
                result.latency().lowerBoundFromMillis(),
                saturated
                        ? "  (send → %s at full load; no intended times)".formatted(end)
                        : "  (intended → %s)".formatted(end));
        if (!saturated) {
            summary(rows, "service", result.latency().service(), null, "  (sent → %s)".formatted(end));
            summary(rows, "lag", result.latency().lag(), null, "  (intended → sent)");
        }
        if (result.latency().dueWithoutLatency() > 0) {
            add(
                    rows,
                    "",
                    Figures.whole(result.latency().dueWithoutLatency())
                            + " records have no response time: they count with the time "
                            + "for which they were waited for (≥)");
        }
        RunResult.EndToEnd consumed = result.latency().endToEndFacts();
        if (consumed != null) {
            String from = saturated ? "send" : "intended";
            summary(rows, "end to end", consumed.summary(), null, "  (%s → read by a consumer)".formatted(from));
            if (consumed.trouble() != null) {
                add(rows, "", "not everything was read along: " + consumed.trouble());
            }
            if (consumed.negative() > 0) {
                add(rows, "", Figures.whole(consumed.negative()) + " samples were below zero, and count as zero");
            }
        }
    }

    static boolean saturated(RunResult result) {
        return result.latency().mode().equals("saturated");
    }

    /** One latency; from the bound on, percentiles are at least what is said. */
    private static void summary(
            List<Row> rows, String label, RunResult.Summary summary, Double boundMillis, String meaning) {
        if (summary != null) {
            add(
                    rows,
                    label,
                    "p50 %s   p99 %s   p99.9 %s   max %s%s"
                            .formatted(
                                    millis(summary.p50Millis(), boundMillis),
                                    millis(summary.p99Millis(), boundMillis),
                                    millis(summary.p999Millis(), boundMillis),
                                    millis(summary.maxMillis(), boundMillis),
                                    meaning));
        }
    }

    private static String millis(double value, Double boundMillis) {
        boolean bound = boundMillis != null && value >= boundMillis;
        return (bound ? "≥ " : "") + Figures.millis(value);
    }

    private static void cost(RunResult result, List<Row> rows) {
        RunResult.Generator generator = result.generator();
        add(
                rows,
                "generator",
                String.format(
                        Locale.ROOT,
                        "%.1f s of CPU, %s records per second of CPU, GC pauses %.0f ms "
                                + "in all, %.0f ms at most, memory %s",
                        generator.cpuSeconds(),
                        Figures.count(generator.recordsPerCpuSecond()),
                        generator.gcPauseTotalMillis(),
                        generator.gcPauseMaxMillis(),
                        Figures.memory(generator.peakRssBytes())));
        for (RunResult.Broker broker : result.brokers()) {
            add(
                    rows,
                    "broker " + broker.id(),
                    String.format(
                            Locale.ROOT,
                            "%.1f s of CPU, memory %s",
                            broker.cpuSeconds(),
                            Figures.memory(broker.peakRssBytes())));
        }
    }

    private static void faults(RunResult result, List<Row> rows) {
        for (RunResult.FaultResult fault : result.faults()) {
            add(rows, "fault", String.format(Locale.ROOT, "%s: ", fault.fault()) + effect(fault));
        }
    }

    private static String effect(RunResult.FaultResult fault) {
        if (fault.error() != null) {
            return "COULD NOT BE DONE: " + fault.error();
        }
        String done = fault.doneSeconds() == null
                ? ""
                : String.format(Locale.ROOT, "the broker served again at %.1f s", fault.doneSeconds());
        if (fault.stoppedMillis() == null) {
            return done.isEmpty() ? String.format(Locale.ROOT, "done at %.1f s", fault.atSeconds()) : done;
        }
        String stopped = Figures.millis(fault.stoppedMillis());
        String stop = fault.stillStopped()
                ? "no acknowledgement for at least " + stopped + ", until the next fault or the end"
                : "no acknowledgement for " + stopped;
        return stop + ", throughput " + recovered(fault) + (done.isEmpty() ? "" : "; " + done);
    }

    /** What became of the throughput; empty if it was not watched. */
    static String recovered(RunResult.FaultResult fault) {
        if (fault.error() != null) {
            return "could not be done: " + fault.error();
        }
        if (fault.stoppedMillis() == null) {
            return "";
        }
        if (fault.recoveredSeconds() == null) {
            return "did not come back to 90 %";
        }
        return fault.recoveredSeconds() == 0
                ? "stayed above 90 %"
                : String.format(Locale.ROOT, "back at 90 %% after %.1f s", fault.recoveredSeconds());
    }

    private static void verification(RunResult result, List<Row> rows) {
        String label = "verified";
        for (String line :
                result.verification() == null ? List.<String>of() : VerificationText.lines(result.verification())) {
            add(rows, label, line);
            label = "";
        }
    }

    private static void thresholds(RunResult result, List<Row> rows) {
        for (RunResult.ThresholdResult threshold : result.thresholds()) {
            String actual = threshold.actual() == null
                    ? "there is no such figure in this run"
                    : String.format(Locale.ROOT, "actual %,.3f", threshold.actual());
            add(
                    rows,
                    "threshold",
                    (threshold.met() ? "met      " : "NOT MET  ") + threshold.expression() + "  (" + actual + ")");
        }
    }

    /** With acks=0 nobody acknowledges anything. */
    static String verb(RunResult result) {
        if (foreign(result)) {
            return "stored";
        }
        return setting(result, "sender", "acks").equals("0") ? "sent" : "acknowledged";
    }

    private static void add(List<Row> rows, String label, String text) {
        rows.add(new Row(label, text));
    }
}

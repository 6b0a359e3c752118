package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunTrend;
import io.datastorm.core.result.broker.BrokerSums;
import io.datastorm.core.workload.Warmup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run in words: first what is wrong, then what was achieved, what it cost, and what limited it. */
public final class Summary {
    private final RunResult result;
    private final PlanView plan;
    private final List<Row> rows = new ArrayList<>();

    private Summary(RunResult result) {
        this.result = result;
        this.plan = PlanView.of(result);
    }

    /** The facts, the most important ones first. */
    public static List<Row> rows(RunResult result) {
        Summary summary = new Summary(result);
        summary.all();
        return summary.rows;
    }

    private void all() {
        if (consumesOnly(result)) {
            add(
                    "measured",
                    String.format(
                            Locale.ROOT,
                            "%.2f s, nothing was written",
                            result.run().durationSeconds()));
            rows.addAll(new ConsumerText(result).rows());
            cost();
            limit();
        } else if (!result.run().complete() && result.run().durationSeconds() <= 0) {
            add("measured", "nothing: the run ended during its warm-up");
            records();
        } else {
            measured();
        }
        result.faults().forEach(this::fault);
        verification();
        thresholds();
        result.validity().warnings().forEach(warning -> add("warning", warning));
    }

    private void fault(RunResult.FaultResult fault) {
        if (fault.note()) {
            add("note", String.format(Locale.ROOT, "%s (at %.1f s)", fault.words(), fault.atSeconds()));
        } else {
            add("fault", fault.fault() + ": " + FaultText.effect(fault));
        }
    }

    private void measured() {
        headline();
        records();
        if (!several()) {
            result.streams().forEach(stream -> DirtText.lines(stream).forEach(line -> add("on purpose", line)));
        }
        rows.addAll(new LatencyText(result.latency(), verb(result).equals("acknowledged")).rows());
        if (several()) {
            result.streams().forEach(stream -> rows.addAll(new StreamText(result, stream).rows()));
        }
        if (result.transactions() != null) {
            rows.addAll(TransactionText.rows(result.transactions()));
        }
        rows.addAll(new ConsumerText(result).rows());
        cost();
        rows.addAll(new AgentText(result).rows());
        limit();
        advice(result).forEach(line -> add("", line));
    }

    private void limit() {
        add(
                "limited by",
                result.validity().limitedBy() + " – " + result.validity().evidence());
    }

    /** What would move the limit; mostly nothing that is known. */
    public static List<String> advice(RunResult result) {
        List<String> advice = new ArrayList<>();
        PlanView plan = PlanView.of(result);
        if (several(result)) {
            return advice;
        }
        if (result.validity().limitedBy().equals("generator")
                && saturated(result)
                && plan.setting("sender", "kind").equals("producer")
                && !foreign(result)) {
            advice.add("--sender direct would load the brokers further: it takes far less CPU for a record");
        }
        if (result.faults().isEmpty()
                && Boolean.FALSE.equals(result.validity().rateMet())
                && plan.setting("sender", "profile").equals("kafka")) {
            advice.add("--profile throughput would send larger batches, acknowledged by their leader alone");
        }
        return advice;
    }

    /** The broker's own count comes before everything else when it does not agree with ours. */
    public static List<String> alarms(RunResult result) {
        List<String> alarms = new ArrayList<>();
        RunResult.Totals totals = result.totals();
        if (Boolean.FALSE.equals(totals.storedAgrees())) {
            alarms.add("STORED DISAGREES: %s %s, but %s grew by %s. Believe the %s."
                    .formatted(
                            NumberFormat.whole(totals.acknowledged()),
                            verb(result),
                            several(result) ? "the topics" : "the topic",
                            NumberFormat.whole(totals.stored()),
                            several(result) ? "topics" : "topic"));
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
        if (several(result)) {
            result.streams().forEach(stream -> alarms.addAll(new StreamText(result, stream).alarms()));
        } else if (Boolean.FALSE.equals(result.validity().steady())) {
            RunTrend.of(result.intervals()).map(Trends::alarm).ifPresent(alarms::add);
        }
        return alarms;
    }

    private void headline() {
        RunResult.Throughput throughput = result.throughput();
        String target = throughput.targetRecordsPerSecond() == null
                ? ""
                : " of " + NumberFormat.count(throughput.targetRecordsPerSecond()) + " asked (" + rate() + ")";
        String streams = several() ? " by " + result.streams().size() + " streams" : "";
        add(
                "throughput",
                "%s records/s %s%s%s%s"
                        .formatted(
                                NumberFormat.count(throughput.recordsPerSecond()),
                                verb(result),
                                streams,
                                target,
                                foreign(result) ? "" : bytes(throughput)));
        add("measured", String.format(Locale.ROOT, "%.2f s", result.run().durationSeconds()) + warmup() + connected());
        if (foreign(result)) {
            add(
                    "sent by",
                    "a program that is not DataStorm: " + result.workload().get("program"));
        } else if (!several()) {
            SenderText sender = new SenderText(plan, throughput, result.verificationAsked());
            add("sent by", sender.sender());
            add("settings", sender.settings());
        }
    }

    private String connected() {
        Double millis = result.senders().connectMillis();
        return millis == null ? "" : "; senders were open after " + NumberFormat.millis(millis);
    }

    private String warmup() {
        String asked = plan.setting("load", "warmup");
        Double seconds = result.validity().warmupSeconds();
        boolean tell = seconds != null && (several() || asked.equals(Warmup.AUTO_TEXT));
        String told = tell ? String.format(Locale.ROOT, "%.1f s", seconds) : asked;
        return told.isEmpty() || told.equals("0s") || told.equals("0.0 s") ? "" : ", after a warm-up of " + told;
    }

    /** A few records at once are acknowledged at any speed: whether they were sent in time is another question. */
    private String rate() {
        String met = Boolean.TRUE.equals(result.validity().rateMet()) ? "met" : "NOT MET";
        double seconds = result.run().durationSeconds();
        return seconds >= 1 ? met : String.format(Locale.ROOT, "%s; %.2f s are too short for a figure", met, seconds);
    }

    private static String bytes(RunResult.Throughput throughput) {
        return ", %s/s of values, %s/s on the wire"
                .formatted(
                        NumberFormat.bytes(throughput.payloadBytesPerSecond()),
                        NumberFormat.bytes(throughput.wireBytesPerSecond()));
    }

    /** Whether it was made with somebody else's client, and seen from outside. */
    public static boolean foreign(RunResult result) {
        return result.workload().containsKey("program");
    }

    /** Whether nothing was written. */
    public static boolean consumesOnly(RunResult result) {
        return !result.streams().isEmpty()
                && result.streams().stream()
                        .allMatch(stream -> PlanView.of(result, stream).consumesOnly());
    }

    private boolean several() {
        return several(result);
    }

    /** Whether several streams ran at the same time. */
    public static boolean several(RunResult result) {
        return result.streams().size() > 1;
    }

    private void records() {
        if (foreign(result)) {
            add("records", NumberFormat.whole(result.totals().stored()) + " stored (warm-up included)");
        } else {
            rows.addAll(RecordText.rows(result.totals(), verb(result)));
        }
        if (!several()) {
            result.streams().stream().filter(stream -> stream.topics() > 1).forEach(this::topics);
        }
    }

    private void topics(RunResult.Stream stream) {
        add(
                "",
                "spread over %s topics with %s partitions each"
                        .formatted(
                                NumberFormat.whole(stream.topics()),
                                NumberFormat.whole(stream.partitions() / stream.topics())));
    }

    /** Whether there are no intended times, at least not for all records. */
    public static boolean saturated(RunResult result) {
        return result.latency().mode().equals("saturated");
    }

    /** Whether as many records were due in each second as in every other. */
    public static boolean steadyRate(RunResult result) {
        return result.streams().stream()
                .allMatch(stream -> PlanView.of(result, stream).steadyRate());
    }

    private void cost() {
        RunResult.Generator generator = result.generator();
        String pauses = generator.gcPauseMaxMillis() == null || foreign(result)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "GC pauses %.0f ms in all, %.0f ms at most, ",
                        generator.gcPauseTotalMillis(),
                        generator.gcPauseMaxMillis());
        add(
                "generator",
                String.format(
                        Locale.ROOT,
                        "%.1f s of CPU, %s%smemory %s",
                        generator.cpuSeconds(),
                        consumesOnly(result)
                                ? ""
                                : NumberFormat.count(generator.recordsPerCpuSecond()) + " records per second of CPU, ",
                        pauses,
                        NumberFormat.memory(generator.peakRssBytes())));
        Map<String, String> told = new LinkedHashMap<>();
        BrokerSums.means(result.intervals().stream().map(Interval::brokers))
                .forEach(broker -> told.put(broker.mean().broker(), broker.words()));
        for (RunResult.Broker broker : result.brokers()) {
            process("broker " + broker.id(), broker.cpuSeconds(), broker.peakRssBytes());
            Optional.ofNullable(told.remove(Integer.toString(broker.id()))).ifPresent(words -> add("", words));
        }
        told.forEach((broker, words) -> add("broker " + broker, words));
        for (RunResult.SenderProcess process : result.senders().processes()) {
            process(process.name(), process.cpuSeconds(), process.peakRssBytes());
        }
    }

    private void process(String name, double cpuSeconds, long peakRssBytes) {
        add(
                name,
                String.format(Locale.ROOT, "%.1f s of CPU, memory %s", cpuSeconds, NumberFormat.memory(peakRssBytes)));
    }

    private void verification() {
        String label = "verified";
        for (String line :
                result.verification() == null ? List.<String>of() : VerificationText.lines(result.verification())) {
            add(label, line);
            label = "";
        }
    }

    private void thresholds() {
        for (RunResult.ThresholdResult threshold : result.thresholds()) {
            String actual = threshold.actual() == null
                    ? "there is no such figure in this run"
                    : String.format(Locale.ROOT, "actual %,.3f", threshold.actual());
            add(
                    "threshold",
                    (threshold.met() ? "met      " : "NOT MET  ") + threshold.expression() + "  (" + actual + ")");
        }
    }

    /** What became of records that did not fail: with acks=0 nobody acknowledges anything. */
    public static String verb(RunResult result) {
        if (foreign(result)) {
            return "stored";
        }
        boolean any = several(result)
                ? result.streams().stream()
                        .anyMatch(stream -> PlanView.of(result, stream).acknowledged())
                : PlanView.of(result).acknowledged();
        return any ? "acknowledged" : "sent";
    }

    private void add(String label, String text) {
        rows.add(new Row(label, text));
    }
}

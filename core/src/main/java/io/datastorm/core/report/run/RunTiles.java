package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Tile;
import io.datastorm.core.report.page.Page.Tone;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.report.summary.VerificationText;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of a run that tell most. */
public final class RunTiles {
    private static final double OUTAGE_MILLIS = 1000;
    private static final double HALF_SECOND = 0.5;
    private static final double MANY_A_SECOND = 10;
    private static final int MOST_GROUPS = 3;

    private final RunResult result;

    RunTiles(RunResult result) {
        this.result = result;
    }

    /** The tiles, the most important ones first. */
    public static List<Tile> of(RunResult result) {
        RunTiles tiles = new RunTiles(result);
        return Stream.of(tiles.achieved(), tiles.proof(), tiles.obstacles())
                .flatMap(List::stream)
                .toList();
    }

    /** How many records, and how fast. */
    List<Tile> achieved() {
        List<Tile> tiles = new ArrayList<>();
        if (!Summary.consumesOnly(result)) {
            tiles.add(throughput());
            latency().ifPresent(tiles::add);
        }
        result.consumers().stream().limit(MOST_GROUPS).map(this::read).forEach(tiles::add);
        return tiles;
    }

    /** Whether they are there. */
    List<Tile> proof() {
        List<Tile> tiles = new ArrayList<>();
        if (!Summary.consumesOnly(result)) {
            stored().ifPresent(tiles::add);
            failed().ifPresent(tiles::add);
        }
        verified().ifPresent(tiles::add);
        return tiles;
    }

    /** What stood in the way. */
    List<Tile> obstacles() {
        List<Tile> tiles = new ArrayList<>();
        outage().ifPresent(tiles::add);
        thresholds().ifPresent(tiles::add);
        RunResult.Validity validity = result.validity();
        tiles.add(new Tile("Limited by", validity.limitedBy(), validity.evidence(), Tone.PLAIN));
        return tiles;
    }

    private Tile throughput() {
        RunResult.Throughput throughput = result.throughput();
        Double target = throughput.targetRecordsPerSecond();
        String seconds = String.format(Locale.ROOT, "%.1f s", result.run().durationSeconds());
        return new Tile(
                "Records/s " + Summary.verb(result),
                NumberFormat.count(throughput.recordsPerSecond()),
                target == null
                        ? "at full load, over " + seconds
                        : NumberFormat.count(target) + " asked for"
                                + met(result.validity().rateMet()),
                target == null ? Tone.PLAIN : Tone.of(result.validity().rateMet()));
    }

    /** Nobody has judged it before the end. */
    private static String met(Boolean met) {
        return met == null ? "" : met ? ", met" : ", not met";
    }

    private Optional<Tile> latency() {
        RunResult.Summary response = result.latency().response();
        if (response == null) {
            return Optional.empty();
        }
        Double bound = result.latency().lowerBoundFromMillis();
        String least = bound != null && response.p99Millis() >= bound ? "≥ " : "";
        return Optional.of(new Tile(
                Summary.saturated(result) ? "Latency p99 at full load" : "Response time p99",
                least + NumberFormat.time(response.p99Millis()),
                "half took %s, the slowest %s"
                        .formatted(NumberFormat.time(response.p50Millis()), NumberFormat.time(response.maxMillis())),
                Tone.PLAIN));
    }

    private Optional<Tile> stored() {
        RunResult.Totals totals = result.totals();
        if (totals.stored() == null) {
            return Optional.empty();
        }
        boolean alone = Summary.foreign(result);
        Boolean agrees = totals.storedAgrees();
        String meaning = alone
                ? "by the brokers' own count"
                : agrees == null
                        ? NumberFormat.whole(totals.acknowledged()) + " " + Summary.verb(result)
                        : agrees
                                ? "exactly what was " + Summary.verb(result)
                                : "but %s %s"
                                        .formatted(NumberFormat.whole(totals.acknowledged()), Summary.verb(result));
        return Optional.of(new Tile("Records stored", NumberFormat.whole(totals.stored()), meaning, Tone.of(agrees)));
    }

    private Optional<Tile> failed() {
        RunResult.Totals totals = result.totals();
        long failed = totals.failed() == null ? 0 : totals.failed();
        long unresolved = totals.unresolved() == null ? 0 : totals.unresolved();
        return failed + unresolved == 0
                ? Optional.empty()
                : Optional.of(new Tile(
                        "Records failed",
                        NumberFormat.whole(failed),
                        unresolved == 0 ? "are not stored" : NumberFormat.whole(unresolved) + " more have no answer",
                        Tone.BAD));
    }

    private Tile read(ConsumerResult group) {
        String latency = group.endToEnd() == null
                ? ""
                : ", p99 %s end to end"
                        .formatted(NumberFormat.time(group.endToEnd().p99Millis()));
        return new Tile(
                "Records/s read" + (result.consumers().size() == 1 ? "" : " by " + group.group()),
                NumberFormat.count(group.recordsPerSecond()),
                (group.members() == 1 ? "1 member" : group.members() + " members") + latency,
                Tone.PLAIN);
    }

    private Optional<Tile> verified() {
        Verification found = result.verification();
        if (found == null) {
            return result.unverified()
                    ? Optional.of(new Tile("Verified", "no", "it did not come to its end", Tone.BAD))
                    : Optional.empty();
        }
        // What was asked for is a proof.
        Tone tone = found.clean() ? Tone.GOOD : Tone.BAD;
        return Optional.of(new Tile("Verified", found.verdict(), VerificationText.reason(found), tone));
    }

    private Optional<Tile> outage() {
        Optional<RunResult.FaultResult> longest = result.faults().stream()
                .filter(fault -> fault.stoppedMillis() != null)
                .max(Comparator.comparingDouble(RunResult.FaultResult::stoppedMillis));
        double silent = silentMillis();
        double stopped = longest.map(RunResult.FaultResult::stoppedMillis).orElse(0.0);
        if (Math.max(silent, stopped) < OUTAGE_MILLIS) {
            return Optional.empty();
        }
        return Optional.of(new Tile(
                "Outage",
                NumberFormat.time(Math.max(silent, stopped)),
                "no acknowledgement"
                        + (stopped >= silent ? " after " + longest.get().fault() : ""),
                Tone.BAD));
    }

    /** The longest time in a row without an acknowledgement, where each second should have one. */
    private double silentMillis() {
        Double target = result.throughput().targetRecordsPerSecond();
        RunResult.Summary service = result.latency().service();
        boolean expected = !Summary.consumesOnly(result)
                && (target == null || (target >= MANY_A_SECOND && Summary.steadyRate(result)))
                && service != null
                && service.p50Millis() < OUTAGE_MILLIS;
        double most = 0;
        double now = 0;
        boolean begun = false;
        for (Interval interval : expected ? result.intervals() : List.<Interval>of()) {
            begun |= interval.acknowledged() > 0;
            boolean silent = begun && interval.acknowledged() == 0 && interval.seconds() > HALF_SECOND;
            now = silent ? now + OUTAGE_MILLIS * interval.seconds() : 0;
            most = Math.max(most, now);
        }
        return most;
    }

    private Optional<Tile> thresholds() {
        List<RunResult.ThresholdResult> all = result.thresholds();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<RunResult.ThresholdResult> missed =
                all.stream().filter(threshold -> !threshold.met()).toList();
        return Optional.of(new Tile(
                all.size() == 1 ? "Threshold" : "Thresholds",
                missed.isEmpty() ? "met" : "not met",
                (missed.isEmpty() ? all : missed)
                        .stream().map(RunResult.ThresholdResult::expression).collect(Collectors.joining(", ")),
                Tone.of(missed.isEmpty())));
    }
}

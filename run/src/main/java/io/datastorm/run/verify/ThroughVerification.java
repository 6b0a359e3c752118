package io.datastorm.run.verify;

import io.datastorm.core.measure.recorder.Summaries;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.through.Reading;
import io.datastorm.core.verify.through.ThroughAnomaly;
import io.datastorm.core.verify.through.ThroughFindings;
import io.datastorm.core.verify.through.ThroughJudge;
import io.datastorm.core.verify.through.ThroughRule;
import io.datastorm.core.workload.through.Expectation;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.through.ThroughReader;
import io.datastorm.kafka.through.ThroughTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Reads the topic that an application writes, waits until the application has written everything, and judges it. Not
 * thread-safe, except {@link #unstamped}.
 */
public final class ThroughVerification implements AutoCloseable {
    /** An application that has written so many records without a stamp does not copy headers. */
    private static final long MOST_UNSTAMPED = 10_000;
    /** When everything has come, records that come twice may still follow. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Duration LAST_READ = Duration.ofSeconds(30);
    /**
     * A transaction that nobody ends is aborted after a minute, and coordinators look for such ones every ten seconds.
     */
    private static final Duration OPEN = Duration.ofSeconds(75);
    /** Before that, others may have written what is there. */
    private static final Duration LATEST_FIRST = Duration.ofSeconds(20);

    private static final long LOOK_MILLIS = 100;

    private final ThroughTopic topic;
    private final Heading run;
    private final Expectation expectation;
    private final ThroughJudge judge;
    private final ThroughReader reader;
    private final Map<Integer, Long> starts;
    /** What the application has written of the run stands from here on. */
    private final Map<Integer, Long> keptFrom = new TreeMap<>();

    private final List<String> notes = new ArrayList<>();
    private boolean whole;
    private boolean kept;
    private volatile long sendingNanos;
    private volatile long unstampedBefore;

    /**
     * Reads nothing yet.
     *
     * @param topic that the application writes; it is there
     * @param source where it stands, and from where on it is read
     * @param run whose records are followed
     * @param expectation what the application promises
     * @param timing empty if records were due by the clock of a process that is gone
     */
    public ThroughVerification(
            ThroughTopic topic,
            ThroughReader.Source source,
            Heading run,
            Expectation expectation,
            Optional<ThroughReader.Timing> timing) {
        this.topic = topic;
        this.run = run;
        this.expectation = expectation;
        this.starts = source.starts();
        // Afterwards nobody knows where the run began.
        starts.forEach((partition, start) -> keptFrom.put(partition, timing.isPresent() ? start : 0));
        this.judge = new ThroughJudge(run);
        this.reader = new ThroughReader(source, judge, timing);
    }

    /** Begins to read. */
    public void start() {
        reader.start();
    }

    /** Records flow from now on. */
    public void sending() {
        unstampedBefore = judge.unstamped();
        sendingNanos = System.nanoTime();
    }

    /** Why it makes no sense to go on: for a while many records have come, and none carries a stamp. Any thread. */
    public Optional<String> unstamped() {
        boolean early = sendingNanos == 0 || System.nanoTime() - sendingNanos < LATEST_FIRST.toNanos();
        return early || judge.unstamped() - unstampedBefore < MOST_UNSTAMPED ? Optional.empty() : stampless();
    }

    /** Why nothing can be said: records have come, and none carries a stamp. */
    public Optional<String> stampless() {
        return judge.records() + judge.foreign() == 0 && judge.unstamped() > 0
                ? Optional.of(noStamp(judge.unstamped()))
                : Optional.empty();
    }

    private String noStamp(long records) {
        return ("none of the %,d records of %s carries a stamp: your application must copy the headers of the "
                        + "records that it reads")
                .formatted(records, topic.topic());
    }

    /**
     * Everything was sent: waits until the application has written it, or has written nothing for so long.
     *
     * @param expected how many records it writes at least; empty if nobody knows
     * @param patience how long the next record is awaited
     * @param wanted whether somebody still waits for it
     */
    public void finish(OptionalLong expected, Duration patience, BooleanSupplier wanted) throws InterruptedException {
        Standstill before = new Standstill();
        Standstill after = new Standstill();
        while (wanted.getAsBoolean() && reader.alive() && unstamped().isEmpty()) {
            boolean all = expected.isPresent() && judge.distinct() >= expected.getAsLong();
            // An application may have to catch up with what other runs have written before.
            boolean first = judge.records() == 0;
            boolean over = all
                    ? after.lasts(judge.records(), SETTLED) || before.lasts(judge.distinct(), patience)
                    : before.lasts(first ? judge.foreign() : judge.distinct(), patience);
            if (over) {
                readToEnd();
                break;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        close();
    }

    /** How long a count has not grown. */
    private static final class Standstill {
        private long count = -1;
        private long since = System.nanoTime();

        boolean lasts(long now, Duration most) {
            if (now != count) {
                count = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > most.toNanos();
        }
    }

    /** Reads what is there now. */
    public void readToEnd() throws InterruptedException {
        try {
            Map<Integer, Long> ends = topic.ends();
            Map<Integer, Long> stable = awaitStable(ends);
            whole = awaitRead(stable) && reader.sound();
            kept = topic.keeps(keptFrom);
            long open = behind(stable, ends);
            if (open > 0) {
                whole = false;
                notes.add("%,d records of %s stand in transactions that are open, or behind them"
                        .formatted(open, topic.topic()));
            }
            ends.keySet().removeAll(starts.keySet());
            if (!ends.isEmpty()) {
                whole = false;
                notes.add("%s has %d partitions that were not there when the run began: they were not read"
                        .formatted(topic.topic(), ends.size()));
            }
        } catch (AccessException e) {
            notes.add("the end of %s could not be asked: %s".formatted(topic.topic(), e.getMessage()));
        }
    }

    private Map<Integer, Long> awaitStable(Map<Integer, Long> ends) throws InterruptedException {
        long deadline = System.nanoTime() + OPEN.toNanos();
        Map<Integer, Long> stable = topic.stable(starts.keySet());
        while (behind(stable, ends) > 0 && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            stable = topic.stable(starts.keySet());
        }
        return stable;
    }

    /** Records between these offsets. */
    private static long behind(Map<Integer, Long> stable, Map<Integer, Long> ends) {
        return stable.entrySet().stream()
                .mapToLong(end -> ends.getOrDefault(end.getKey(), 0L) - end.getValue())
                .filter(records -> records > 0)
                .sum();
    }

    private boolean awaitRead(Map<Integer, Long> ends) throws InterruptedException {
        Standstill standstill = new Standstill();
        while (!reader.reached(ends)) {
            long now = judge.records() + judge.foreign() + judge.unstamped();
            if (!reader.alive() || standstill.lasts(now, LAST_READ)) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /**
     * What was found, when it is closed.
     *
     * @param log what the application has read
     * @param logRead whether all of it was read
     */
    ThroughResult judge(Judge log, boolean logRead) {
        ThroughFindings found = judge.finish(
                log,
                new ThroughRule(expectation.mayDrop(), expectation.mayRepeat()),
                new Reading(logRead, whole, kept));
        List<String> said = new ArrayList<>(notes);
        if (!whole) {
            said.addAll(reader.troubles());
        }
        stampless().ifPresent(said::add);
        return new ThroughResult(
                topic.topic().toString(),
                expectation.text(),
                found.records(),
                found.distinct(),
                found.count(ThroughAnomaly.LOST),
                found.dropped(),
                found.count(ThroughAnomaly.DUPLICATED),
                found.count(ThroughAnomaly.REORDERED),
                found.count(ThroughAnomaly.UNCOMMITTED),
                found.unexpected(),
                found.foreign(),
                found.unstamped(),
                found.unknown(),
                found.ofTheLog(),
                found.unchanged(),
                endToEnd(),
                found.complete(),
                found.verdict().name(),
                found.places().stream().map(this::place).toList(),
                said);
    }

    private RunResult.Summary endToEnd() {
        return reader.measured()
                .map(measured -> Summaries.of(measured.latency()))
                .orElse(null);
    }

    private ThroughResult.Place place(ThroughFindings.Place place) {
        boolean written = place.what() == ThroughAnomaly.DUPLICATED || place.what() == ThroughAnomaly.REORDERED;
        Topics of = written ? topic.topic() : run.topics();
        return new ThroughResult.Place(
                place.what().words(),
                of.name(place.partition()),
                of.partition(place.partition()),
                place.offset(),
                place.count());
    }

    @Override
    public void close() {
        reader.close();
    }
}

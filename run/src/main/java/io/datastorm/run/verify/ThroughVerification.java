package io.datastorm.run.verify;

import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.through.Coverage;
import io.datastorm.core.verify.through.ThroughCounts;
import io.datastorm.core.verify.through.ThroughFindings;
import io.datastorm.core.verify.through.ThroughJudge;
import io.datastorm.core.verify.through.ThroughRule;
import io.datastorm.core.workload.through.Expectation;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.TopicLog;
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

    /** What is there is read, unless nothing more comes for so long. */
    private static final Duration READING = Duration.ofSeconds(30);
    /** In the first seconds of a run the application need not have come to its records. */
    private static final Duration FIRST_STAMPS = Duration.ofSeconds(20);

    private static final long LOOK_MILLIS = 100;

    private final ThroughTopic topic;
    private final Heading run;
    private final Expectation expectation;
    private final ThroughJudge judge;
    private final ThroughReader reader;
    /** The records of the run stand from here on. */
    private final Map<Integer, Long> from = new TreeMap<>();

    private final List<String> notes = new ArrayList<>();
    private boolean whole;
    private boolean kept;
    private volatile long sendingNanos;
    private volatile long unstampedBefore;

    private ThroughVerification(
            ThroughTopic topic, Heading run, Expectation expectation, Optional<ThroughReader.Timing> timing) {
        this.topic = topic;
        this.run = run;
        this.expectation = expectation;
        this.judge = new ThroughJudge(run);
        Map<Integer, Long> starts = new TreeMap<>();
        topic.log().partitions().forEach((number, log) -> {
            // Afterwards nobody knows where its records of the run begin.
            long first = timing.isPresent() ? log.end() : 0;
            from.put(number, first);
            starts.put(number, Math.max(first, log.start()));
        });
        this.reader = new ThroughReader(topic, starts, judge, timing);
        reader.start();
    }

    /**
     * Reads what the application writes from now on.
     *
     * @param topic that it writes; is closed with this
     * @param run whose records are followed
     * @param expectation what the application promises
     */
    public static ThroughVerification live(
            ThroughTopic topic, Heading run, Expectation expectation, ThroughReader.Timing timing) {
        try {
            return new ThroughVerification(topic, run, expectation, Optional.of(timing));
        } catch (RuntimeException e) {
            topic.close();
            throw e;
        }
    }

    /** Reads all that the application has written; then it has come to the end of that. */
    public static ThroughVerification afterwards(ThroughTopic topic, Heading run, Expectation expectation)
            throws InterruptedException {
        ThroughVerification reading = new ThroughVerification(topic, run, expectation, Optional.empty());
        try {
            reading.readToEnd();
            return reading;
        } finally {
            reading.reader.close();
        }
    }

    /** Records flow from now on. */
    public void sending() {
        unstampedBefore = judge.counts().unstamped();
        sendingNanos = System.nanoTime();
    }

    /** Why it makes no sense to go on: for a while many records have come, and none carries a stamp. Any thread. */
    public Optional<String> unstamped() {
        boolean early = sendingNanos == 0 || System.nanoTime() - sendingNanos < FIRST_STAMPS.toNanos();
        boolean few = judge.counts().unstamped() - unstampedBefore < MOST_UNSTAMPED;
        return early || few ? Optional.empty() : stampless();
    }

    /** Why nothing can be said: records have come, and none carries a stamp. */
    public Optional<String> stampless() {
        ThroughCounts counts = judge.counts();
        return counts.stampless() ? Optional.of(noStamp(counts.unstamped())) : Optional.empty();
    }

    private String noStamp(long records) {
        return ("none of the %,d records of %s carries a stamp: your application must copy the headers of the "
                        + "records that it reads, or the field of the value that the run names with --stamp-field")
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
            ThroughCounts now = judge.counts();
            // An application may have to catch up with what other runs have written before.
            boolean stands = before.lasts(now.records() == 0 ? now.foreign() : now.distinct(), patience);
            boolean all = expected.isPresent() && now.distinct() >= expected.getAsLong();
            if (stands || (all && after.lasts(now.records(), SETTLED))) {
                readToEnd();
                break;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        reader.close();
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

    private void readToEnd() throws InterruptedException {
        try {
            TopicLog log = topic.log();
            Map<Integer, Long> stable = topic.stable(log);
            whole = awaitRead(stable) && reader.sound();
            kept = from.entrySet().stream().allMatch(start -> keeps(log, start.getKey(), start.getValue()));
            long open = from.keySet().stream()
                    .mapToLong(number -> end(log, number) - stable.getOrDefault(number, 0L))
                    .sum();
            unread(open, "records of %s stand in transactions that are open, or behind them");
            unread(
                    log.partitions().size() - from.size(),
                    "partitions of %s were not there when the run began: they were not read");
        } catch (AccessException e) {
            notes.add("the end of %s could not be asked: %s".formatted(topic.topic(), e.getMessage()));
        }
    }

    private static long end(TopicLog log, int number) {
        return log.partitions().containsKey(number)
                ? log.partitions().get(number).end()
                : 0;
    }

    /** Whether nothing from this offset on has been removed. */
    private static boolean keeps(TopicLog log, int number, long offset) {
        return log.partitions().containsKey(number)
                && log.partitions().get(number).start() <= offset
                && !log.rulesOf(number).compacted();
    }

    private void unread(long count, String what) {
        if (count > 0) {
            whole = false;
            notes.add("%,d ".formatted(count) + what.formatted(topic.topic()));
        }
    }

    private boolean awaitRead(Map<Integer, Long> ends) throws InterruptedException {
        Standstill standstill = new Standstill();
        while (!reader.reached(ends)) {
            ThroughCounts now = judge.counts();
            if (!reader.alive() || standstill.lasts(now.records() + now.foreign() + now.unstamped(), READING)) {
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
                new Coverage(logRead, whole, kept));
        List<String> said = new ArrayList<>(notes);
        if (!whole) {
            said.addAll(reader.troubles());
        }
        stampless().ifPresent(said::add);
        return Verifications.of(
                found,
                new Verifications.Application(run.topics(), topic.topic(), expectation),
                reader.measured(),
                said);
    }

    @Override
    public void close() {
        reader.close();
        topic.close();
    }
}

package io.datastorm.run.verify;

import io.datastorm.core.measure.recorder.Summaries;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.journal.Heading;
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
    private static final long LOOK_MILLIS = 100;

    private final ThroughTopic topic;
    private final Heading run;
    private final Expectation expectation;
    private final ThroughJudge judge;
    private final ThroughReader reader;
    private final Map<Integer, Long> starts;
    private final List<String> notes = new ArrayList<>();
    private boolean whole;

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
        this.judge = new ThroughJudge(run);
        this.reader = new ThroughReader(source, judge, timing);
    }

    /** Begins to read. */
    public void start() {
        reader.start();
    }

    /** Why it makes no sense to go on: none of many records carries a stamp. Any thread. */
    public Optional<String> unstamped() {
        return stampless().filter(why -> judge.unstamped() >= MOST_UNSTAMPED);
    }

    /** The same of any number of records. */
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
        long records = -1;
        long since = System.nanoTime();
        while (wanted.getAsBoolean() && reader.alive() && unstamped().isEmpty()) {
            long now = judge.records();
            if (now != records) {
                records = now;
                since = System.nanoTime();
            }
            boolean all = expected.isPresent() && judge.distinct() >= expected.getAsLong();
            long quiet = System.nanoTime() - since;
            if (quiet > (all ? SETTLED : patience).toNanos()) {
                readToEnd();
                break;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        close();
    }

    /** Reads what is there now. */
    public void readToEnd() throws InterruptedException {
        try {
            Map<Integer, Long> ends = topic.ends();
            Map<Integer, Long> stable = topic.stable(starts.keySet());
            whole = awaitRead(stable) && reader.sound();
            long open = stable.entrySet().stream()
                    .mapToLong(end -> ends.getOrDefault(end.getKey(), 0L) - end.getValue())
                    .filter(behind -> behind > 0)
                    .sum();
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

    private boolean awaitRead(Map<Integer, Long> ends) throws InterruptedException {
        long records = -1;
        long since = System.nanoTime();
        while (!reader.reached(ends)) {
            long now = judge.records() + judge.foreign() + judge.unstamped();
            if (now != records) {
                records = now;
                since = System.nanoTime();
            }
            if (!reader.alive() || System.nanoTime() - since > LAST_READ.toNanos()) {
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
     */
    ThroughResult judge(Judge log) {
        ThroughFindings found =
                judge.finish(log, new ThroughRule(expectation.mayDrop(), expectation.mayRepeat()), whole);
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
                found.unchanged(),
                endToEnd(),
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

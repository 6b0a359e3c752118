package io.datastorm.canary.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a canary says of its records, by a clock of the test. */
final class OutstandingRecordsTest {
    private static final long MILLI = 1_000_000;
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final long START = 5_000_000_000L;

    private List<String> told;
    private OutstandingRecords outstanding;

    /** Writes down what it is told. */
    private record Told(List<String> told) implements RecordListener {
        @Override
        public void decided(Decision decision, long nowNanos) {
            told.add("%d %s %d %d"
                    .formatted(
                            decision.partition(),
                            decision.outcome(),
                            decision.responseNanos() / MILLI,
                            decision.endToEndNanos() / MILLI));
        }

        @Override
        public void late(int partition, Duration after) {
            told.add(partition + " late " + after.toMillis());
        }

        @Override
        public void duplicated(int partition, long offset) {
            told.add(partition + " duplicated " + offset);
        }

        @Override
        public void lost(int partition, long offset) {
            told.add(partition + " lost " + offset);
        }
    }

    /** Ten records a second, to three partitions. */
    @BeforeEach
    void begin() {
        told = new ArrayList<>();
        outstanding = new OutstandingRecords(10, DEADLINE, 3, START, new Told(told));
    }

    private static long at(long millis) {
        return START + millis * MILLI;
    }

    private void send(long number) {
        assertThat(outstanding.next(at(100 * number))).hasValue(number);
        outstanding.sent(number);
    }

    @Test
    void aRecordThatIsAcknowledgedAndReadIsGood() {
        send(0);
        outstanding.acknowledged(0, 7, at(3));
        assertThat(told).isEmpty();
        outstanding.read(0, 0, 7, at(5));
        outstanding.advance(at(1000));
        assertThat(told).containsExactly("0 GOOD 3 5");
    }

    /** The thread that sends may be the last to tell. */
    @Test
    void aRecordMayBeReadBeforeItWasToldToBeSent() {
        assertThat(outstanding.next(at(0))).hasValue(0);
        outstanding.acknowledged(0, 7, at(1));
        outstanding.read(0, 0, 7, at(2));
        outstanding.sent(0);
        outstanding.advance(at(1000));
        assertThat(told).containsExactly("0 GOOD 1 2");
    }

    /** The consumer may be faster than the acknowledgement. */
    @Test
    void aRecordMayBeReadBeforeItsAcknowledgement() {
        send(0);
        outstanding.read(0, 0, 7, at(2));
        outstanding.acknowledged(0, 7, at(9));
        assertThat(told).containsExactly("0 GOOD 9 2");
    }

    @Test
    void whatIsMissingAtTheDeadlineIsNamed() {
        send(0);
        send(1);
        send(2);
        outstanding.acknowledged(1, 4, at(150));
        outstanding.failed(2, at(250));
        outstanding.advance(at(1300));
        assertThat(told)
                .containsExactly(
                        "2 NOT_ACKNOWLEDGED 1000 1000",
                        "0 NOT_ACKNOWLEDGED 1000 1000",
                        "1 NOT_READ 50 1000",
                        "0 NOT_SENT 1000 1000");
    }

    /** A sender that was held up leaves nothing out: what it missed is counted, and it goes on with what is fresh. */
    @Test
    void recordsThatCouldNotBeSentAreMissed() {
        send(0);
        outstanding.acknowledged(0, 0, at(1));
        outstanding.read(0, 0, 0, at(1));
        assertThat(outstanding.next(at(5_000))).hasValue(41);
        assertThat(told)
                .hasSize(41)
                .filteredOn(line -> line.contains("NOT_SENT"))
                .hasSize(40);
    }

    @Test
    void aRecordThatComesTwiceOrLateIsTold() {
        send(0);
        outstanding.acknowledged(0, 7, at(3));
        outstanding.read(0, 0, 7, at(5));
        outstanding.read(0, 0, 8, at(6));
        assertThat(told).containsExactly("0 GOOD 3 5", "0 duplicated 8");
        outstanding.advance(at(1600));
        told.clear();
        outstanding.read(0, 0, 9, at(1600));
        assertThat(told).containsExactly("0 late 1600");
    }

    /** A process that was stopped decides first what is past its deadline. */
    @Test
    void aRecordThatIsReadAfterItsDeadlineIsNotGood() {
        send(0);
        outstanding.acknowledged(0, 7, at(3));
        outstanding.read(0, 0, 7, at(60_000));
        assertThat(told)
                .startsWith("0 NOT_READ 3 1000")
                .contains("0 late 60000")
                .noneMatch(line -> line.contains("lost"));
    }

    /** Retention deletes what the consumer has not read for long. */
    @Test
    void whereTheConsumerJumpedNothingIsLost() {
        send(0);
        outstanding.acknowledged(0, 7, at(3));
        for (int number = 1; number <= 3; number++) {
            send(number);
        }
        outstanding.acknowledged(3, 9, at(301));
        outstanding.advance(at(1000));
        outstanding.jumped(0, 9, false);
        outstanding.read(3, 0, 9, at(1001));
        assertThat(told).containsExactly("0 NOT_READ 3 1000", "0 GOOD 1 701");
    }

    /** A consumer that begins anew reads what it had already. */
    @Test
    void whatIsReadAgainIsNoDuplicate() {
        send(0);
        outstanding.acknowledged(0, 7, at(1));
        outstanding.read(0, 0, 7, at(2));
        outstanding.jumped(0, 5, true);
        outstanding.read(0, 0, 7, at(3));
        outstanding.advance(at(1000));
        outstanding.read(0, 0, 7, at(1001));
        assertThat(told).containsExactly("0 GOOD 1 2");
    }

    /** A log that was cut off has other records at the offsets. */
    @Test
    void aRecordThatTheConsumerHasPassedIsLost() {
        send(0);
        outstanding.acknowledged(0, 7, at(3));
        for (int number = 1; number <= 3; number++) {
            send(number);
        }
        outstanding.acknowledged(3, 8, at(301));
        outstanding.read(3, 0, 8, at(302));
        outstanding.advance(at(1000));
        assertThat(told).containsExactly("0 GOOD 1 2", "0 NOT_READ 3 1000", "0 lost 7");
    }

    @Test
    void aRecordThatTheConsumerPassesAfterItsDeadlineIsLostThen() {
        send(0);
        outstanding.acknowledged(0, 7, at(3));
        send(1);
        send(2);
        send(3);
        outstanding.acknowledged(3, 8, at(301));
        outstanding.advance(at(1000));
        assertThat(told).containsExactly("0 NOT_READ 3 1000");
        outstanding.read(3, 0, 8, at(1050));
        assertThat(told).containsExactly("0 NOT_READ 3 1000", "0 lost 7", "0 GOOD 1 750");
    }

    /** What was in a topic that was deleted is not there, and not lost by the cluster. */
    @Test
    void aTopicThatWasCreatedAnewHasLostNothing() {
        send(0);
        outstanding.acknowledged(0, 1, at(3));
        outstanding.topicIsNew();
        send(1);
        send(2);
        send(3);
        outstanding.acknowledged(3, 5, at(301));
        outstanding.read(3, 0, 5, at(302));
        outstanding.advance(at(1000));
        assertThat(told).containsExactly("0 GOOD 1 2", "0 NOT_READ 3 1000");
    }

    /** However the cluster and the threads behave: each record that is due has one outcome. */
    @Property(tries = 200)
    void eachRecordIsDecidedOnce(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 1, max = 1000) double rate,
            @ForAll @IntRange(min = 1, max = 9) int partitions) {
        List<String> all = new ArrayList<>();
        OutstandingRecords random = new OutstandingRecords(rate, DEADLINE, partitions, START, new Told(all));
        Random chance = new Random(seed);
        long now = START;
        for (int i = 0; i < 500; i++) {
            now += chance.nextInt(chance.nextInt(20) == 0 ? 3_000 : 30) * MILLI;
            act(random, chance, now);
        }
        long end = now + DEADLINE.toNanos();
        random.advance(end);
        long due = (long) Math.floor((now - START) * rate / 1e9) + 1;
        long decided =
                all.stream().filter(line -> line.split(" ", -1).length == 4).count();
        assertThat(decided).isBetween(due - 1, due + (long) Math.ceil(rate));
        assertThat(all).noneMatch(line -> line.contains("lost"));
    }

    private static void act(OutstandingRecords outstanding, Random chance, long now) {
        outstanding.next(now).ifPresent(number -> {
            if (chance.nextInt(10) > 0) {
                outstanding.sent(number);
            }
            if (chance.nextInt(10) > 0) {
                outstanding.acknowledged(number, number, now + MILLI);
                outstanding.read(number, outstanding.partition(number), number, now + 2 * MILLI);
            } else if (chance.nextBoolean()) {
                outstanding.failed(number, now);
            }
        });
    }
}

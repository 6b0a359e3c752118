package io.datastorm.kafka.consume;

import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.measure.recorder.WaitingTime;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.verify.group.GroupJudge;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.kafka.admin.AccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** One group that reads the topics of a stream: its members, and what they have measured. */
public final class ConsumerGroup {
    private static final double MILLIS = 1e6;
    private static final double SECOND = 1e9;
    /** Seconds of a group and of the run do not end at the same moment. */
    private static final double HALF = 0.5;
    /** So long the next member waits for the one before it. */
    private static final long ROLL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Of a run without an end: its memory must not grow. */
    private static final int MOST_INTERVALS = 3600;

    private final GroupTerms terms;
    private final Map<Integer, Long> starts;
    private final GroupProgress progress;
    private final Ownership ownership;
    private final CountDownLatch joined;
    /** Null if there is none. */
    private final ProcessingPace.SharedRate rate;

    private final List<Member> members = new CopyOnWriteArrayList<>();
    /** Those of them that are in the group now, by their numbers: a member takes the number of the one it replaces. */
    private final List<Member> present = new CopyOnWriteArrayList<>();

    private final List<ConsumerResult.Interval> intervals = new ArrayList<>();
    private long lagMax = -1;
    private long sampled;
    private long startedNanos;
    private long flowingNanos;
    private double readySeconds;
    private String late;
    private boolean ended;

    ConsumerGroup(GroupTerms terms, Map<Integer, Long> starts) {
        this.terms = terms;
        this.starts = new TreeMap<>(starts);
        this.progress = new GroupProgress(starts);
        this.ownership = new Ownership(starts.size(), owners());
        int count = terms.plan().members();
        this.joined = new CountDownLatch(share() ? count : 0);
        this.rate = terms.plan()
                .processing()
                .rate()
                .map(ProcessingPace.SharedRate::new)
                .orElse(null);
        for (int index = 0; index < count; index++) {
            members.add(member(index));
        }
        present.addAll(members);
    }

    /** Members that get partitions: assignors of the classic protocol divide each topic by itself. */
    private int owners() {
        int topics = terms.topics().count();
        boolean each = !direct() && terms.plan().groups().protocol() == GroupProtocol.CLASSIC;
        int partitions = each ? starts.size() / topics : starts.size();
        return Math.min(Math.max(1, partitions), terms.plan().members());
    }

    boolean share() {
        return terms.plan().share();
    }

    boolean direct() {
        return terms.plan().reader() == ReaderKind.DIRECT;
    }

    private Member member(int index) {
        int count = terms.plan().members();
        return new Member(terms, index, member -> {
            ProcessingPace pace =
                    new ProcessingPace(terms.plan().processing(), rate, member::killed, member.stats()::paced);
            if (direct()) {
                Map<Integer, Long> own = new TreeMap<>(starts);
                own.keySet().removeIf(partition -> partition % count != index);
                return new DirectLoop(terms, member, ownership, progress, pace, own);
            }
            return share()
                    ? new ShareLoop(terms, member, progress, pace, joined::countDown)
                    : new ConsumerLoop(terms, member, ownership, progress, pace);
        });
    }

    void start() {
        startedNanos = System.nanoTime();
        flowingNanos = startedNanos;
        members.forEach(Member::start);
    }

    /** One more member joins. */
    void join() {
        more().ifPresent(present::add);
    }

    private synchronized Optional<Member> more() {
        if (ended) {
            return Optional.empty();
        }
        Member more = member(members.size());
        members.add(more);
        more.start();
        return Optional.of(more);
    }

    /**
     * Does something to a member.
     *
     * @param number from 1
     * @throws AccessException if the group has no such member any more
     */
    void with(int number, Consumer<Member> what) {
        if (number > present.size() || !present.get(number - 1).alive()) {
            throw new AccessException("the group '%s' has no member %d now".formatted(name(), number), null);
        }
        what.accept(present.get(number - 1));
    }

    /** One member after the other leaves, and another one joins for it. Takes as long as the group needs for that. */
    void roll() throws InterruptedException {
        for (int number = 0; number < present.size(); number++) {
            int slot = number;
            Member leaving = present.get(slot);
            leaving.stop();
            leaving.join(Long.MAX_VALUE);
            more().ifPresent(next -> present.set(slot, next));
            ownership.awaitFlowing(ROLL_NANOS);
        }
    }

    /** Waits until all partitions are read; false if they are not in this time. */
    boolean awaitReady(long nanos) throws InterruptedException {
        boolean ready = share() ? joined.await(nanos, TimeUnit.NANOSECONDS) : ownership.awaitReady(nanos);
        readySeconds = (System.nanoTime() - startedNanos) / SECOND;
        return ready;
    }

    /** Its members read from now on. */
    void open() {
        ownership.open();
    }

    /** It begins although not all partitions are read. */
    void late(String why) {
        late = why;
    }

    /** Why a member could not go on; null if all can. */
    RuntimeException trouble() {
        return members.stream()
                .map(Member::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether a member still reads. */
    boolean alive() {
        return members.stream().anyMatch(Member::alive);
    }

    /** Records flow from now on. */
    synchronized void flowing(long nowNanos) {
        flowingNanos = nowNanos;
    }

    /** A second has passed; the ends are null if they could not be asked. */
    synchronized void sample(double second, double seconds, Map<Integer, Long> ends) {
        long before = sampled;
        sampled = sum(MemberStats::records);
        Long lag = ends == null ? null : (Long) progress.lag(ends);
        if (lag != null) {
            lagMax = Math.max(lagMax, lag);
        }
        intervals.add(new ConsumerResult.Interval(second, (sampled - before) / seconds, lag));
        if (intervals.size() > MOST_INTERVALS) {
            intervals.remove(0);
        }
    }

    /** Whether everything up to these ends is read. */
    boolean reached(Map<Integer, Long> ends) {
        return progress.behind(ends).isEmpty();
    }

    /** Records up to these ends that it has not read. */
    long lag(Map<Integer, Long> ends) {
        return progress.lag(ends);
    }

    /** Records that it has read so far. */
    long records() {
        return sum(MemberStats::records);
    }

    /** The members leave. What they have polled they process, for some seconds; then they let it be. */
    void stop() throws InterruptedException {
        ownership.end(System.nanoTime());
        synchronized (this) {
            ended = true;
        }
        members.forEach(Member::stop);
        long deadline = System.nanoTime() + LEAVE_NANOS;
        for (Member member : members) {
            member.join(deadline - System.nanoTime());
        }
        members.forEach(Member::kill);
        deadline = System.nanoTime() + LEAVE_NANOS;
        for (Member member : members) {
            member.join(deadline - System.nanoTime());
        }
    }

    /**
     * What was seen of it in the second that ended then, or in the last one before; null if there was none. Any thread.
     *
     * @param endNanos by the monotonic clock
     */
    public synchronized ConsumerResult.Interval until(long endNanos) {
        double end = (endNanos - flowingNanos) / SECOND + HALF;
        int last = intervals.size() - 1;
        while (last >= 0 && intervals.get(last).second() > end) {
            last--;
        }
        return last < 0 ? null : intervals.get(last);
    }

    /** The group's name. */
    public String name() {
        return terms.group();
    }

    /** Of what it got; empty if nothing is verified. */
    public Optional<GroupJudge> judge() {
        return terms.judge();
    }

    /** How far it has come in each partition. */
    public Map<Integer, Long> positions() {
        return progress.positions();
    }

    /** How long records took, when all members have ended. */
    Histogram endToEnd() {
        return histogram(MemberStats::endToEnd);
    }

    /** Records that were read before they were due, as the clocks tell. */
    long negative() {
        return sum(MemberStats::negative);
    }

    private Histogram histogram(Function<MemberStats, Histogram> which) {
        Histogram all = new Histogram(3);
        members.forEach(member -> all.add(which.apply(member.stats())));
        return all;
    }

    private long sum(ToLongFunction<MemberStats> which) {
        return members.stream()
                .mapToLong(member -> which.applyAsLong(member.stats()))
                .sum();
    }

    /**
     * What it did, when all members have ended.
     *
     * @param window seconds of the measured window
     * @param ends up to which it was to read
     */
    ConsumerResult result(String stream, double window, Map<Integer, Long> ends) {
        boolean only = terms.plan().only();
        double seconds = only ? readSeconds() : window;
        long slowest = members.stream()
                .mapToLong(member -> member.stats().slowestNanos())
                .max()
                .orElse(0);
        Histogram latency = endToEnd();
        return new ConsumerResult(
                stream,
                name(),
                direct() ? "direct" : terms.plan().groups().protocol().text(),
                terms.plan().members(),
                active(),
                sum(MemberStats::records),
                perSecond(only ? records() : sum(MemberStats::measuredRecords), seconds),
                perSecond(sum(only ? MemberStats::bytes : MemberStats::measuredBytes), seconds),
                share(WaitingTime::workedNanos),
                rate == null ? null : share(WaitingTime::pacedNanos),
                Summaries.of(latency),
                negative(),
                Summaries.of(histogram(MemberStats::polls)),
                Summaries.of(histogram(MemberStats::commits)),
                sum(MemberStats::failedCommits),
                sum(MemberStats::resets),
                lagMax < 0 ? null : lagMax,
                latency.getTotalCount() == 0 ? null : slowest / MILLIS,
                ownership.result(flowingNanos),
                readySeconds,
                share() ? ShareLoop.result(terms, stats()) : null,
                members.stream()
                        .map(member -> new ConsumerResult.Member(
                                member.index() + 1,
                                member.stats().records(),
                                perSecond(
                                        only
                                                ? member.stats().records()
                                                : member.stats().measuredRecords(),
                                        seconds)))
                        .toList(),
                intervals,
                unfinished(ends).orElse(null),
                null);
    }

    private int active() {
        return (int)
                members.stream().filter(member -> member.stats().records() > 0).count();
    }

    private List<MemberStats> stats() {
        return members.stream().map(Member::stats).toList();
    }

    private Double share(ToLongFunction<WaitingTime> part) {
        return WaitingTime.share(
                stats().stream()
                        .map(terms.plan().only() ? MemberStats::waiting : MemberStats::measuredWaiting)
                        .toList(),
                part);
    }

    /** What was there before the run is read as fast as it can be: from the first record to the last one. */
    private double readSeconds() {
        long first = members.stream()
                .mapToLong(member -> member.stats().waiting().firstNanos())
                .min()
                .orElse(0);
        long last = members.stream()
                .mapToLong(member -> member.stats().waiting().lastNanos())
                .max()
                .orElse(0);
        return last > first ? (last - first) / SECOND : 0;
    }

    private static double perSecond(long count, double seconds) {
        return seconds > 0 ? count / seconds : 0;
    }

    /** Why it did not read everything up to these ends; empty if it did. */
    Optional<String> unfinished(Map<Integer, Long> ends) {
        RuntimeException trouble = trouble();
        if (trouble != null) {
            return Optional.of(String.valueOf(trouble.getMessage()));
        }
        int behind = progress.behind(ends).size();
        if (behind == 0) {
            return Optional.ofNullable(late);
        }
        String why = members.stream()
                .map(Member::note)
                .filter(Objects::nonNull)
                .findFirst()
                .map(note -> " (" + note + ")")
                .orElse("");
        return Optional.of(
                "%,d records of %,d partitions were not read in time%s".formatted(progress.lag(ends), behind, why));
    }
}

package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.report.text.Words;
import io.datastorm.core.result.BacklogResult;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each consumer group has done; of many the slowest and the fastest. */
public final class ConsumerText {
    private static final int MOST_GROUPS = 4;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final int MOST_PLACES = 5;

    private final RunResult result;

    ConsumerText(RunResult result) {
        this.result = result;
    }

    /** Empty if nobody read. */
    List<Row> rows() {
        List<ConsumerResult> groups = result.consumers();
        List<ConsumerResult> bySpeed = groups.stream()
                .sorted(Comparator.comparingDouble(ConsumerResult::recordsPerSecond))
                .toList();
        List<ConsumerResult> shown =
                groups.size() <= MOST_GROUPS ? groups : List.of(bySpeed.get(0), bySpeed.get(bySpeed.size() - 1));
        List<Row> rows = new ArrayList<>();
        shown.forEach(group -> rows.addAll(rows(group)));
        if (groups.size() > MOST_GROUPS) {
            rows.add(new Row(
                    "", "the slowest and the fastest of %d groups; result.json has all".formatted(groups.size())));
        }
        if (result.backlog() != null) {
            rows.addAll(backlog(result.backlog()));
        }
        return rows;
    }

    private static List<Row> backlog(BacklogResult backlog) {
        List<Row> rows = new ArrayList<>();
        String size = (backlog.records() == null ? "unknown" : NumberFormat.whole(backlog.records())) + " records"
                + (backlog.bytes() == null ? "" : ", " + NumberFormat.bytes(backlog.bytes()) + " of values");
        rows.add(new Row(
                "backlog",
                backlog.drainSeconds() == null
                        ? size + ": NOT DRAINED when the run ended"
                        : String.format(
                                Locale.ROOT,
                                "%s: drained in %.1f s at %s records/s",
                                size,
                                backlog.drainSeconds(),
                                NumberFormat.count(backlog.drainRecordsPerSecond()))));
        rows.add(new Row(
                "",
                "producers: p50 %s before, %s while it was drained, %s after; p99 %s, %s, %s"
                        .formatted(
                                NumberFormat.millis(backlog.produceP50MillisBefore()),
                                NumberFormat.millis(backlog.produceP50MillisDuring()),
                                NumberFormat.millis(backlog.produceP50MillisAfter()),
                                NumberFormat.millis(backlog.produceP99MillisBefore()),
                                NumberFormat.millis(backlog.produceP99MillisDuring()),
                                NumberFormat.millis(backlog.produceP99MillisAfter()))));
        return rows;
    }

    private List<Row> rows(ConsumerResult group) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("consumers", "group %s, %s".formatted(group.group(), members(group))));
        String speed = "%s records/s, %s/s read"
                .formatted(NumberFormat.count(group.recordsPerSecond()), NumberFormat.bytes(group.bytesPerSecond()));
        rows.add(
                new Row("", Summary.consumesOnly(result) ? read(group, speed) : speed + "; lag at most " + lag(group)));
        if (group.workingShare() != null) {
            rows.add(new Row("", working(group.workingShare())));
        }
        if (group.endToEnd() != null && result.consumers().size() > 1) {
            rows.add(new Row(
                    "",
                    "end to end p50 %s   p99 %s   max %s"
                            .formatted(
                                    NumberFormat.millis(group.endToEnd().p50Millis()),
                                    NumberFormat.millis(group.endToEnd().p99Millis()),
                                    NumberFormat.millis(group.endToEnd().maxMillis()))));
        }
        if (group.rebalances().count() > 0) {
            rows.add(new Row("", rebalances(group.rebalances())));
        }
        if (group.share() != null) {
            share(group.share()).forEach(line -> rows.add(new Row("", line)));
        }
        if (group.verdict() != null) {
            result.verification().groups().stream()
                    .filter(judged -> judged.group().equals(group.group()))
                    .forEach(judged -> lines(judged).forEach(line -> rows.add(new Row("", line))));
        }
        return rows;
    }

    private static String working(double share) {
        return String.format(Locale.ROOT, "members were busy with records in %.0f %% of their time", 100 * share);
    }

    private static List<String> share(ConsumerResult.ShareResult share) {
        List<String> lines = new ArrayList<>();
        if (share.released() + share.rejected() + share.renewed() > 0) {
            lines.add("%s accepted, %s released, %s rejected, %s archived, %s renewed"
                    .formatted(
                            NumberFormat.whole(share.accepted()),
                            NumberFormat.whole(share.released()),
                            NumberFormat.whole(share.rejected()),
                            NumberFormat.whole(share.archived()),
                            NumberFormat.whole(share.renewed())));
        }
        if (share.inFlight() != null) {
            lines.add("in flight p50 %s   p99 %s   max %s; a record was delivered %s at most"
                    .formatted(
                            NumberFormat.millis(share.inFlight().p50Millis()),
                            NumberFormat.millis(share.inFlight().p99Millis()),
                            NumberFormat.millis(share.inFlight().maxMillis()),
                            share.mostDeliveries() == 1 ? "once" : share.mostDeliveries() + " times"));
        }
        if (share.acquiredTwice() != null && share.acquiredTwice() > 0) {
            lines.add(acquiredTwice(share));
        }
        return lines;
    }

    private static String acquiredTwice(ConsumerResult.ShareResult share) {
        return "%s got a record that another member still had, and had had for %s or longer%s"
                .formatted(
                        share.acquiredTwice() == 1
                                ? "once a member"
                                : NumberFormat.whole(share.acquiredTwice()) + " times a member",
                        NumberFormat.millis(share.acquiredTwiceAfterMillis()),
                        share.lockMillis() == null
                                ? ""
                                : "; a record is locked for " + NumberFormat.millis((double) share.lockMillis()));
    }

    private static String members(ConsumerResult group) {
        return (group.members() == 1 ? "1 member" : group.members() + " members")
                + (group.protocol().equals("direct")
                        ? ", read without a group protocol"
                        : ", protocol " + group.protocol());
    }

    private static String read(ConsumerResult group, String speed) {
        return "%s, from the first record to the last; %s records, after %s until each member had its part"
                .formatted(
                        speed,
                        NumberFormat.whole(group.records()),
                        NumberFormat.millis(MILLIS_PER_SECOND * group.readySeconds()));
    }

    private static String lag(ConsumerResult group) {
        if (group.lagMaxRecords() == null) {
            return "not known";
        }
        String records = NumberFormat.whole(group.lagMaxRecords()) + " records";
        return group.lagMaxMillis() == null ? records : records + ", " + NumberFormat.millis(group.lagMaxMillis());
    }

    /** Rebalances of a group in words. */
    public static String rebalances(ConsumerResult.Rebalances moved) {
        String most = moved.count() == 1 ? "" : ", at most for " + NumberFormat.millis(moved.maxMillis());
        return "%s%s: not all partitions were read for %s%s; %s"
                .formatted(
                        moved.count() == 1 ? "1 rebalance" : moved.count() + " rebalances",
                        began(moved.each()),
                        NumberFormat.millis(moved.totalMillis()),
                        most,
                        moved.partitionsMoved() == 1
                                ? "1 partition moved"
                                : moved.partitionsMoved() + " partitions moved");
    }

    private static String began(List<ConsumerResult.Rebalance> each) {
        return each.isEmpty() || each.size() > MOST_PLACES
                ? ""
                : each.stream()
                        .map(one -> one.second() < 0
                                ? "before the first record"
                                : String.format(Locale.ROOT, "at %.1f s", one.second()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** What a group got, in words; the first line is the verdict. */
    public static List<String> lines(Verification.Group group) {
        List<String> lines = new ArrayList<>();
        lines.add(group.verdict() + " – " + reason(group));
        group.places().stream().limit(MOST_PLACES).forEach(place -> lines.add(place(place)));
        if (group.places().size() > MOST_PLACES) {
            lines.add("and more places; result.json has the first %d"
                    .formatted(group.places().size()));
        }
        return lines;
    }

    private static String reason(Verification.Group group) {
        String got = NumberFormat.whole(group.delivered()) + " records";
        return switch (group.verdict()) {
            case "exactlyOnce" ->
                "the group got %s: each record of the log once%s".formatted(got, group.ordered() ? ", in order" : "");
            case "atLeastOnce" ->
                "the group got %s: each record of the log, %s".formatted(got, String.join(", ", again(group)));
            case "incomplete" ->
                "the group got %s, and did not read %s that are in the log"
                        .formatted(got, NumberFormat.whole(group.unread()));
            default -> "the group got " + got + ": " + String.join(", ", wrong(group));
        };
    }

    private static List<String> again(Verification.Group group) {
        List<String> words = new ArrayList<>();
        Words.add(words, group.redelivered(), "once more");
        Words.add(words, group.duplicated(), "twice because the log has them twice");
        return words;
    }

    private static List<String> wrong(Verification.Group group) {
        List<String> words = new ArrayList<>();
        Words.add(words, group.skipped(), "skipped");
        Words.add(words, group.outOfOrder(), "out of order");
        Words.add(words, group.uncommitted(), "not committed");
        words.addAll(again(group));
        return words;
    }

    private static String place(Verification.GroupPlace place) {
        return "%s: %spartition %d, %s%s%s"
                .formatted(
                        place.what(),
                        place.topic() == null ? "" : "topic " + place.topic() + ", ",
                        place.partition(),
                        Words.numbers("offset", place.offset(), place.count()),
                        Words.records(place.count()),
                        place.rebalance() == null ? "" : ", after rebalance " + place.rebalance() + " had begun");
    }
}

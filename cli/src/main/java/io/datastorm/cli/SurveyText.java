package io.datastorm.cli;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.kafka.verify.Survey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is in a topic, in words. */
final class SurveyText {
    private static final int LABEL = 14;

    private SurveyText() {}

    static List<String> lines(Survey found) {
        List<String> lines = new ArrayList<>();
        Survey.Contents in = found.contents();
        add(
                lines,
                "records",
                "%s in %d partitions, %s batches, %s as stored; read in %.1f s (%s/s)",
                NumberFormat.whole(in.records()),
                found.recordsByPartition().size(),
                NumberFormat.whole(in.batches()),
                NumberFormat.bytes((double) in.storedBytes()),
                found.seconds(),
                NumberFormat.count(in.records() / Math.max(1e-9, found.seconds())));
        if (in.records() > 0) {
            contents(found, lines);
        }
        problems(found, lines);
        return lines;
    }

    private static void contents(Survey found, List<String> lines) {
        Survey.Contents in = found.contents();
        add(
                lines,
                "values",
                "%s",
                sizes(in.values()) + nulls(in.records() - in.values().count()));
        add(
                lines,
                "keys",
                "%s",
                in.keys().count() == 0
                        ? "none"
                        : NumberFormat.whole(in.keys().count()) + " records have one; " + sizes(in.keys()));
        add(lines, "partitions", "%s", spread(found.recordsByPartition()));
        add(
                lines,
                "compression",
                "%s",
                in.batchesByCompression().entrySet().stream()
                        .map(codec -> codec.getKey() + " in " + NumberFormat.whole(codec.getValue()) + " batches")
                        .collect(Collectors.joining(", ")));
        add(
                lines,
                "timestamps",
                "%s to %s",
                Instant.ofEpochMilli(in.earliestMillis()),
                Instant.ofEpochMilli(in.latestMillis()));
        if (in.stamped() > 0) {
            add(lines, "stamps", "%s records have one: judge them with --journal", NumberFormat.whole(in.stamped()));
        }
    }

    private static String sizes(Survey.Sizes sizes) {
        return String.format(
                Locale.ROOT, "%.1f bytes on average, %,d to %,d", sizes.mean(), sizes.smallest(), sizes.largest());
    }

    private static String nulls(long count) {
        return count == 0 ? "" : "; " + NumberFormat.whole(count) + " records have none";
    }

    private static String spread(List<Long> records) {
        double mean = records.stream().mapToLong(Long::longValue).average().orElse(0);
        long least = records.stream().mapToLong(Long::longValue).min().orElse(0);
        long most = records.stream().mapToLong(Long::longValue).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "%s to %s records each, %.2f to %.2f of the mean",
                NumberFormat.whole(least),
                NumberFormat.whole(most),
                least / mean,
                most / mean);
    }

    private static void problems(Survey found, List<String> lines) {
        Survey.Contents in = found.contents();
        add(
                lines,
                "offsets",
                "%s",
                in.gaps() == 0
                        ? "without gaps"
                        : NumberFormat.whole(in.gaps()) + " gaps, " + NumberFormat.whole(in.missingOffsets())
                                + " offsets without a record: after compaction, transactions, or a loss");
        add(
                lines,
                "checksums",
                "%s",
                in.wrongChecksums() == 0
                        ? "all batches are as they were sent"
                        : "WRONG in " + NumberFormat.whole(in.wrongChecksums()) + " batches");
        if (in.wrongHeaders() > 0) {
            add(lines, "headers", "WRONG base offset in %s batches", NumberFormat.whole(in.wrongHeaders()));
        }
        if (in.repeatedOffsets() > 0) {
            add(
                    lines,
                    "repeated",
                    "%s records stand at offsets that are not higher than those before them",
                    NumberFormat.whole(in.repeatedOffsets()));
        }
        if (in.unreadable() > 0) {
            add(
                    lines,
                    "unreadable",
                    "%s records, in batches that cannot be unpacked",
                    NumberFormat.whole(in.unreadable()));
        }
        values(found, lines);
        if (found.unread() > 0) {
            add(lines, "unread", "%s records could not be read", NumberFormat.whole(found.unread()));
        }
        found.notes().forEach(note -> add(lines, "note", "%s", note));
    }

    /** What the schema says of them, if one was given. */
    private static void values(Survey found, List<String> lines) {
        Survey.Contents in = found.contents();
        if (in.undecodable() != null) {
            add(
                    lines,
                    "decoded",
                    "%s",
                    in.undecodable() == 0
                            ? "every value is of the schema"
                            : "NOT of the schema: " + NumberFormat.whole(in.undecodable()) + " values");
        }
        for (Survey.Place place : found.firstUndecodable()) {
            add(lines, "", "first in partition %d: offset %,d", place.partition(), place.offset());
        }
    }

    private static void add(List<String> lines, String label, String pattern, Object... values) {
        lines.add("  " + label + " ".repeat(Math.max(1, LABEL - label.length()))
                + String.format(Locale.ROOT, pattern, values));
    }
}

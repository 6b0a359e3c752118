package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.report.text.Words;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.result.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A verification in words: the verdict with its reasons, what was read, the places of anomalies, and what else a reader
 * must know.
 */
public final class VerificationText {
    private VerificationText() {}

    /** The lines; the first one is the verdict. */
    public static List<String> lines(Verification found) {
        List<String> lines = new ArrayList<>(findings(found));
        // What explains the places, such as a topic that is gone, stands before them.
        lines.addAll(places(found));
        return lines;
    }

    /** The lines without the places. */
    public static List<String> findings(Verification found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.verdict() + " – " + reason(found));
        if (found.read() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s records read in %.1f s (%s/s); the stamp takes %d bytes of each record",
                    NumberFormat.whole(found.read()),
                    found.seconds(),
                    NumberFormat.count(found.recordsPerSecond()),
                    found.stampBytes()));
        }
        if (found.partitionsWritten() < found.partitions()) {
            lines.add("%d of %d partitions were written to".formatted(found.partitionsWritten(), found.partitions()));
        }
        counts(found, lines);
        if (found.transactions() != null) {
            lines.addAll(TransactionText.lines(found.transactions()));
        }
        found.through().forEach(through -> lines.addAll(ThroughText.lines(through)));
        lines.addAll(found.notes());
        return lines;
    }

    /** Where the first anomalies are. */
    public static List<String> places(Verification found) {
        return found.places().stream().map(VerificationText::place).toList();
    }

    /** What the reason does not say already. */
    private static void counts(Verification found, List<String> lines) {
        if (found.unresolvedStored() + found.unresolvedNotStored() > 0 && !unacknowledged(found)) {
            lines.add("of the records without an answer %s are there, %s are not"
                    .formatted(
                            NumberFormat.whole(found.unresolvedStored()),
                            NumberFormat.whole(found.unresolvedNotStored())));
        }
        if (found.removed() > 0 && !found.verdict().equals("VOID")) {
            lines.add("retention or compaction has removed %s acknowledged records"
                    .formatted(NumberFormat.whole(found.removed())));
        }
        if (found.unread() > 0 && !found.verdict().equals("INCOMPLETE")) {
            lines.add(NumberFormat.whole(found.unread()) + " acknowledged records could not be read");
        }
        if (found.unmentioned() > 0) {
            lines.add(NumberFormat.whole(found.unmentioned())
                    + " records are of this run, but its journal does not mention them");
        }
        if (found.foreign() > 0) {
            lines.add(NumberFormat.whole(found.foreign()) + " records are not of this run");
        }
    }

    private static String place(Verification.Place place) {
        return "%s: %spartition %d, %s, worker %s, %s%s"
                .formatted(
                        place.anomaly(),
                        place.topic() == null ? "" : "topic " + place.topic() + ", ",
                        place.partition(),
                        Words.numbers("offset", place.offset(), place.count()),
                        place.worker() == 0 ? "unknown" : place.worker(),
                        Words.numbers("sequence", place.sequence(), place.count()),
                        Words.records(place.count()));
    }

    private static boolean unacknowledged(Verification found) {
        return found.verdict().equals("UNACKNOWLEDGED");
    }

    /** Why the verdict is what it is. */
    public static String reason(Verification found) {
        return switch (found.verdict()) {
            case "CLEAN" -> "every acknowledged record is there, once, in its lane's order, as it was sent";
            case "VOID" ->
                "retention or compaction has removed " + NumberFormat.whole(found.removed())
                        + " acknowledged records: nothing can be said about them";
            case "INCOMPLETE" -> incomplete(found);
            case "PARTIAL" ->
                "nothing wrong was found among the %s acknowledged records of the journal, which does not speak of all"
                        .formatted(NumberFormat.whole(found.acknowledged()));
            case "UNACKNOWLEDGED" ->
                "no record was acknowledged, so nothing was promised: of those that were sent %s are there, %s are not"
                        .formatted(
                                NumberFormat.whole(found.unresolvedStored()),
                                NumberFormat.whole(found.unresolvedNotStored()));
            default -> anomalies(found);
        };
    }

    private static String incomplete(Verification found) {
        if (found.unread() > 0) {
            return "nothing wrong was found, but %s acknowledged records could not be read"
                    .formatted(NumberFormat.whole(found.unread()));
        }
        Optional<ThroughResult> application =
                found.through().stream().filter(ThroughResult::incomplete).findFirst();
        if (application.isPresent()) {
            return "nothing wrong was found, but not everything could be read of "
                    + application.get().topic();
        }
        List<Verification.Group> behind =
                found.groups().stream().filter(Verification.Group::incomplete).toList();
        return behind.isEmpty()
                ? "the records could not be read"
                : "nothing wrong was found, but %s did not read everything"
                        .formatted(
                                behind.size() == 1
                                        ? "the group " + behind.get(0).group()
                                        : behind.size() + " groups");
    }

    private static String anomalies(Verification found) {
        List<String> words = new ArrayList<>();
        Words.add(words, found.lost(), "lost");
        Words.add(words, found.duplicated(), "duplicated");
        Words.add(words, found.reordered(), "reordered");
        Words.add(words, found.corrupted(), "corrupted");
        Words.add(words, found.misplaced(), "misplaced");
        Words.add(words, found.phantom(), "stored although reported as failed");
        Words.add(words, found.offsetDisagrees(), "at other offsets than acknowledged");
        Words.add(words, found.repeatedOffsets(), "at repeated offsets");
        if (found.transactions() != null) {
            words.addAll(TransactionText.anomalies(found.transactions()));
        }
        for (Verification.Group group : found.groups()) {
            Words.add(words, group.skipped(), "skipped by the group " + group.group());
            Words.add(words, group.outOfOrder(), "out of order for the group " + group.group());
            Words.add(words, group.uncommitted(), "not committed, and read by the group " + group.group());
        }
        found.through().stream().filter(ThroughResult::broken).forEach(through -> ThroughText.anomalies(through)
                .forEach(word -> words.add(word + " in " + through.topic())));
        return String.join(", ", words);
    }
}

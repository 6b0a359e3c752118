package io.datastorm.core.report;

import io.datastorm.core.measure.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verification in words: the verdict with its reasons, then the places, then what else a reader must know. */
public final class VerificationText {
    private VerificationText() {}

    /** The lines; the first one is the verdict. */
    public static List<String> lines(Verification found) {
        List<String> lines = new ArrayList<>();
        lines.add(found.verdict() + " – " + reason(found));
        if (found.read() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s records read in %.1f s (%s/s); the stamp takes %d bytes of each record",
                    Figures.whole(found.read()),
                    found.seconds(),
                    Figures.count(found.recordsPerSecond()),
                    found.stampBytes()));
        }
        if (found.unresolvedStored() + found.unresolvedNotStored() > 0) {
            lines.add("of the records without an answer %s are there, %s are not"
                    .formatted(Figures.whole(found.unresolvedStored()), Figures.whole(found.unresolvedNotStored())));
        }
        if (found.foreign() > 0) {
            lines.add(Figures.whole(found.foreign()) + " records are not of this run");
        }
        for (Verification.Place place : found.places()) {
            lines.add("%s: partition %d, offset %s, worker %s, sequence %s"
                    .formatted(
                            place.anomaly(),
                            place.partition(),
                            place.offset() < 0 ? "unknown" : Figures.whole(place.offset()),
                            place.worker() == 0 ? "unknown" : place.worker(),
                            place.sequence() < 0 ? "unknown" : Figures.whole(place.sequence())));
        }
        lines.addAll(found.notes());
        return lines;
    }

    private static String reason(Verification found) {
        return switch (found.verdict()) {
            case "CLEAN" -> "every acknowledged record is there, once, in its lane's order, as it was sent";
            case "VOID" ->
                "retention or compaction has removed " + Figures.whole(found.removed())
                        + " acknowledged records: nothing can be said about them";
            case "INCOMPLETE" ->
                found.unread() > 0
                        ? "nothing wrong was found, but " + Figures.whole(found.unread()) + " records could not be read"
                        : "the records could not be read";
            default -> anomalies(found);
        };
    }

    private static String anomalies(Verification found) {
        List<String> words = new ArrayList<>();
        add(words, found.lost(), "lost");
        add(words, found.duplicated(), "duplicated");
        add(words, found.reordered(), "reordered");
        add(words, found.corrupted(), "corrupted");
        add(words, found.misplaced(), "misplaced");
        add(words, found.phantom(), "stored although reported as failed");
        add(words, found.offsetDisagrees(), "at other offsets than acknowledged");
        return String.join(", ", words);
    }

    private static void add(List<String> words, long count, String what) {
        if (count > 0) {
            words.add(Figures.whole(count) + " " + what);
        }
    }
}

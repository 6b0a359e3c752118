package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.report.text.Words;
import io.datastorm.core.result.ThroughResult;
import java.util.ArrayList;
import java.util.List;

/** What an application has written for the records of a stream, in words. */
public final class ThroughText {
    private static final int MOST_PLACES = 5;

    private ThroughText() {}

    /** The lines; the first one is the verdict. */
    public static List<String> lines(ThroughResult found) {
        List<String> lines = new ArrayList<>();
        lines.add("through %s: %s – %s".formatted(found.topic(), found.verdict(), reason(found)));
        if (found.endToEnd() != null) {
            lines.add("p50 %s   p99 %s   p99.9 %s   max %s  (intended → readable in %s)"
                    .formatted(
                            NumberFormat.millis(found.endToEnd().p50Millis()),
                            NumberFormat.millis(found.endToEnd().p99Millis()),
                            NumberFormat.millis(found.endToEnd().p999Millis()),
                            NumberFormat.millis(found.endToEnd().maxMillis()),
                            found.topic()));
        }
        if (found.records() > 0) {
            lines.add(unchanged(found));
        }
        if (found.inValue() < found.records()) {
            Words.add(lines, found.inValue(), "of them carry their stamp in the value, and none in a header");
        }
        Words.add(lines, found.unexpected(), "records of the run do not stand in its input");
        Words.add(lines, found.removed(), "records are gone from its input: nobody knows whether it could read them");
        Words.add(lines, found.inInput(), "records stand twice or late in its input, too");
        Words.add(lines, found.foreign(), "other records are of another run");
        Words.add(lines, found.unstamped(), "other records carry no stamp");
        lines.addAll(found.notes());
        found.places().stream().limit(MOST_PLACES).forEach(place -> lines.add(place(place)));
        if (found.places().size() > MOST_PLACES) {
            lines.add("and more places; result.json has the first %d"
                    .formatted(found.places().size()));
        }
        return lines;
    }

    private static String unchanged(ThroughResult found) {
        if (found.inValue() == found.records()) {
            return "all of them carry their stamp in the value, and none in a header";
        }
        if (found.unchanged() == found.records()) {
            return "all of them have the key, value, headers and timestamp that were sent";
        }
        return found.unchanged() == 0
                ? "none of them has the key, value, headers and timestamp that were sent"
                : "%s of them have the key, value, headers and timestamp that were sent"
                        .formatted(NumberFormat.whole(found.unchanged()));
    }

    private static String reason(ThroughResult found) {
        String wrote = NumberFormat.whole(found.records()) + " records of the run";
        List<String> words = anomalies(found);
        if (found.broken()) {
            return "%s: %s (--expect %s)".formatted(wrote, String.join(", ", words), found.expect());
        }
        if (found.incomplete()) {
            String missing = words.isEmpty() ? "" : ": " + String.join(", ", words);
            return wrote + missing + "; not everything could be read";
        }
        return switch (found.expect()) {
            case "filter" ->
                "%s, each once and in order; for %s there is none"
                        .formatted(wrote, NumberFormat.whole(found.leftOut()));
            case "at-least-once" ->
                "%s: each at least once, in order%s"
                        .formatted(
                                wrote,
                                found.duplicated() == 0
                                        ? ""
                                        : ", %s once more".formatted(NumberFormat.whole(found.duplicated())));
            default -> wrote + ": each once, in order";
        };
    }

    /** What is wrong. */
    static List<String> anomalies(ThroughResult found) {
        List<String> words = new ArrayList<>();
        Words.add(words, found.lost(), found.complete() ? "lost" : "have not come");
        Words.add(words, found.expect().equals("at-least-once") ? 0 : found.duplicated(), "duplicated");
        Words.add(words, found.reordered(), "reordered");
        Words.add(words, found.uncommitted(), "not committed, and written all the same");
        return words;
    }

    private static String place(ThroughResult.Place place) {
        return "%s: topic %s, partition %d, %s%s"
                .formatted(
                        place.what(),
                        place.topic(),
                        place.partition(),
                        Words.numbers("offset", place.offset(), place.count()),
                        Words.records(place.count()));
    }
}

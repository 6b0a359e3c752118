package io.datastorm.generator.header;

import io.datastorm.generator.stamp.EpochUnit;
import io.datastorm.generator.stamp.IsoTime;
import io.datastorm.generator.stamp.NumberLayout;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.UuidText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header whose value is a text, in which {@code {uuid}}, {@code {sequence}}, {@code {now}}, {@code {millis}} and
 * {@code {random:N}} stand for another text in each record. Braces around anything else are text. Immutable and
 * thread-safe.
 */
public final class HeaderTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)(?::(\\d{1,4}))?\\}");
    private static final int SEQUENCE_DIGITS = 12;
    private static final int MILLIS_DIGITS = 13;
    private static final int MOST_RANDOM = 64;

    private final String name;
    private final byte[] blank;
    private final List<Place> places;

    /**
     * What is written where.
     *
     * @param offset in the value, in bytes
     */
    public record Place(Stamp stamp, int offset, int width) {}

    private HeaderTemplate(String name, byte[] blank, List<Place> places) {
        this.name = name;
        this.blank = blank;
        this.places = List.copyOf(places);
    }

    /**
     * Reads the text of a header.
     *
     * @param seed same seed, same texts; headers of other names have others
     * @throws IllegalArgumentException if a placeholder is not known
     */
    public static HeaderTemplate of(String name, String text, long seed) {
        StringBuilder value = new StringBuilder();
        List<Place> places = new ArrayList<>();
        Matcher found = PLACEHOLDER.matcher(text);
        int from = 0;
        while (found.find()) {
            value.append(text.substring(from, found.start()));
            from = found.end();
            Place part = place(found, seed ^ name.hashCode() ^ ((long) places.size() << Integer.SIZE));
            int offset = value.toString().getBytes(StandardCharsets.UTF_8).length;
            places.add(new Place(part.stamp(), offset, part.width()));
            value.append("0".repeat(part.width()));
        }
        value.append(text.substring(from));
        return new HeaderTemplate(name, value.toString().getBytes(StandardCharsets.UTF_8), places);
    }

    private static Place place(Matcher found, long seed) {
        String number = found.group(2);
        int width = number == null ? 0 : Integer.parseInt(number);
        boolean plain = number == null;
        return switch (plain ? found.group(1) : found.group(1) + ":") {
            case "uuid" -> new Place(new Stamp.UuidSequence(seed), 0, UuidText.WIDTH);
            case "sequence" -> new Place(new Stamp.DigitSequence(), 0, SEQUENCE_DIGITS);
            case "now" -> new Place(new Stamp.IsoText(), 0, IsoTime.WIDTH);
            case "millis" ->
                new Place(new Stamp.EpochTime(EpochUnit.MILLIS, 0, 0, NumberLayout.DECIMAL), 0, MILLIS_DIGITS);
            case "random:" -> {
                if (width < 1 || width > MOST_RANDOM) {
                    throw unknown(found.group());
                }
                yield new Place(new Stamp.RandomHex(seed), 0, width);
            }
            default -> throw unknown(found.group());
        };
    }

    private static IllegalArgumentException unknown(String placeholder) {
        return new IllegalArgumentException(
                "must have {uuid}, {sequence}, {now}, {millis} or {random:N} with N from 1 to %d in braces, got '%s'"
                        .formatted(MOST_RANDOM, placeholder));
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** A value whose placeholders are zeros: an array of the caller's. */
    public byte[] blank() {
        return blank.clone();
    }

    /** Which parts are another text in each record. */
    public List<Place> places() {
        return places;
    }
}

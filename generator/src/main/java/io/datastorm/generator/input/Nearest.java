package io.datastorm.generator.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that a misspelt one was meant to be. */
public final class Nearest {
    /** Fewer letters begin too many names. */
    private static final int TELLING = 4;

    private Nearest() {}

    /**
     * The shortest name that begins so; else the nearest one, if it is near enough to be believed: at most a third of
     * its letters differ, but one may always.
     */
    public static Optional<String> of(String name, Collection<String> known) {
        return begun(name, known).or(() -> misspelt(name, known));
    }

    private static Optional<String> begun(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate ->
                        name.length() >= TELLING && plain(candidate).startsWith(plain(name)))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private static Optional<String> misspelt(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate ->
                        candidate.length() > 1 && distance(name, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'x'?"}, or nothing. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(candidate -> "; did you mean '" + candidate + "'?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(plain(a), plain(b));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }
}

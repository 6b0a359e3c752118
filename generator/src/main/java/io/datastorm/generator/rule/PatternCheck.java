package io.datastorm.generator.rule;

import com.github.curiousoddman.rgxgen.RgxGen;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Tells whether a regular expression can be used: whether it is one, and how long what it matches can become. */
public final class PatternCheck {
    /** What a pattern repeats without an end is repeated so often at most. */
    public static final int REPETITIONS = 15;

    private static final Pattern REPETITION = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}|(?<!\\\\)[*+]");
    /** Of a string that matches. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private PatternCheck() {}

    /** What is wrong with it, if anything is. */
    static Optional<String> problem(String pattern) {
        if (repetitions(pattern) > MOST_CHARACTERS) {
            return Optional.of("'%s' may make values of more than %,d characters; lower its repetitions"
                    .formatted(pattern, MOST_CHARACTERS));
        }
        try {
            Pattern unused = Pattern.compile(pattern);
            RgxGen.parse(pattern);
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of("'%s' is not a regular expression that values can be made of".formatted(pattern));
        }
    }

    /** At most: without groups one behind the other, with groups as if all were nested. */
    private static double repetitions(String pattern) {
        if (!pattern.contains("(")) {
            return REPETITION
                    .matcher(pattern)
                    .results()
                    .mapToDouble(PatternCheck::most)
                    .sum();
        }
        return REPETITION
                .matcher(pattern)
                .results()
                .mapToDouble(PatternCheck::most)
                .reduce(1, (one, other) -> one * Math.max(1, other));
    }

    private static double most(MatchResult match) {
        if (match.group(1) == null) {
            return REPETITIONS;
        }
        if (match.group(2) == null) {
            return Double.parseDouble(match.group(1));
        }
        return match.group(2).isEmpty()
                ? Double.parseDouble(match.group(1)) + REPETITIONS
                : Double.parseDouble(match.group(2));
    }
}

package io.datastorm.generator.input;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides what looks like a credential in a text, whatever the name of the setting that it stands in: an invalid value is
 * part of the message that refuses it. Stateless, thread-safe.
 */
public final class Credentials {
    private static final String MASK = "********";
    private static final String NAME = "(?:password|passwd|secret|token|credentials?)[\\w.]*\\s*[=:]\\s*";

    /** What to keep stands in the first group. References to variables, such as {@code $PASSWORD}, hold nothing. */
    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(?i)(" + NAME + "[\"'])(?![$*])[^\"']+"),
            Pattern.compile("(?i)(" + NAME + ")(?![\"'$*\\s])[^\"'\\s;,]+"),
            Pattern.compile("(?i)(--?[\\w-]*(?:password|passwd|secret|token)[\\w-]*\\s+[\"']?)(?![$*-])[^\\s\"']+"),
            Pattern.compile("(\\s-u\\s+[^\\s:]+:)(?![$*])[^\\s@]+"),
            Pattern.compile("(?i)(\\b(?:bearer\\s+(?=\\S{6})|basic\\s+(?=\\S{16})))[a-z0-9._~+/=-]+"),
            Pattern.compile("(://)[^/\\s:@]+:[^@\\s/]+(?=@)"),
            Pattern.compile("()\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9._-]+"),
            Pattern.compile("(?s)(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?=-----END|$)"));

    private Credentials() {}

    /** The text, with a mask in the place of each credential. */
    public static String masked(String text) {
        String masked = text;
        for (Pattern pattern : PATTERNS) {
            masked = pattern.matcher(masked).replaceAll("$1" + MASK);
        }
        return masked;
    }
}

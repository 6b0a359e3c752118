package io.datastorm.core.workload.client;

import io.datastorm.generator.input.Credentials;
import java.util.regex.Pattern;

/** Which settings hold what nobody else may read. */
public final class Secrets {
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passwd|secret|jaas|token|credential|private|\\.key$|keystore\\.key"
                    + "|authorization|api[-_.]?key|access[-_.]?key|cookie|session).*");

    /** Settings about secrets that are none. */
    private static final Pattern PLAIN =
            Pattern.compile(".*\\.(url|class|name|location|type|ms|seconds|id|file)$|tokenauth");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^:{}]+:[^{}]*}");
    /** Of a login module: its name, and its value with its quotes. */
    private static final Pattern JAAS_OPTION = Pattern.compile("([\\w.]+)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s;]+)");

    /** What stands for a value that nobody knows, as in the headers of a topic's shape. */
    private static final Pattern FILLER = Pattern.compile("x*");

    private static final String MASK = "********";

    private Secrets() {}

    /** The value of a producer setting or header as it may be shown. */
    public static String masked(String name, String value) {
        return named(name) && !FILLER.matcher(value).matches() ? MASK : Credentials.masked(value);
    }

    /**
     * Whether a client setting holds a secret itself, and no reference to one, such as {@code ${file:PATH:KEY}} or
     * {@code ${env:NAME}} (KIP-297, KIP-421).
     */
    public static boolean held(String name, String value) {
        if (name.endsWith("jaas.config")) {
            return JAAS_OPTION
                    .matcher(value)
                    .results()
                    .anyMatch(option -> named(option.group(1))
                            && !PLAIN.matcher(option.group(1)).matches()
                            && !reference(option.group(2).replaceAll("^[\"']|[\"']$", "")));
        }
        if (reference(value)) {
            return false;
        }
        boolean secret = named(name) && !PLAIN.matcher(name).matches();
        return secret || !Credentials.masked(value).equals(value);
    }

    private static boolean reference(String value) {
        return REFERENCE.matcher(value.trim()).matches();
    }

    /** Whether the value of a producer setting or header of this name is to be shown to nobody. */
    public static boolean named(String name) {
        return SECRET.matcher(name).matches();
    }
}

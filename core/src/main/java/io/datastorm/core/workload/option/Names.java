package io.datastorm.core.workload.option;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Kafka allows as topic names and addresses, and what we allow as names. */
public final class Names {
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,80}");
    private static final Pattern DOTS = Pattern.compile("\\.+");
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[[0-9a-fA-F:%.]+]|[^:\\s]+):([0-9]{1,5})");
    private static final Set<String> RESERVED = Set.of(".", "..");

    private Names() {}

    /** A name of a run or of a stream, which also names a directory. */
    public static boolean label(String text) {
        return LABEL.matcher(text).matches() && !DOTS.matcher(text).matches();
    }

    /** A topic that records may be written to. */
    public static String topic(String text) {
        if (text.startsWith("__")) {
            throw new IllegalArgumentException("'" + text
                    + "' is a name of Kafka's internal topics; records written there could break the cluster");
        }
        return anyTopic(text);
    }

    /** A topic that can be read. */
    public static String anyTopic(String text) {
        if (!TOPIC.matcher(text).matches() || RESERVED.contains(text)) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a legal topic name: 1 to 249 of letters, digits, "
                    + "'.', '_' and '-', and not '.' or '..'");
        }
        return text;
    }

    /** A consumer group. */
    static String group(String text) {
        if (text.isBlank() || !text.strip().equals(text)) {
            throw new IllegalArgumentException(
                    "the name of a group must not be empty, nor begin or end with a space, got '" + text + "'");
        }
        return text;
    }

    /** One address, which is no broker's. */
    static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("must be host:port, such as localhost:9500, got '" + text + "'");
        }
        return text;
    }

    static String bootstrapServers(String text) {
        for (String address : text.split(",", -1)) {
            Matcher matcher = ADDRESS.matcher(address.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + address.trim()
                        + "' must be host:port, such as localhost:9092; several are separated by commas");
            }
            int port = Integer.parseInt(matcher.group(1));
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("the port of '" + address.trim() + "' must be 1 to 65535");
            }
        }
        return text;
    }
}

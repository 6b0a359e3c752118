package io.datastorm.run.broker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Samples in Prometheus's text format, or in that of OpenMetrics. What is not of a broker is skipped. */
final class MetricsText {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})?\\s+(\\S+).*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String NAME = "name";

    private MetricsText() {}

    /**
     * One sample.
     *
     * @param name in lower case, without underscores: exporters of JMX spell it in several ways
     * @param labels names in lower case
     */
    record Sample(String name, Map<String, String> labels, double value) {}

    static List<Sample> read(String text) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(MetricsText::ofBroker).forEach(line -> {
            Matcher matcher = SAMPLE.matcher(line);
            if (matcher.matches()) {
                add(samples, matcher.group(1), labels(matcher.group(2)), matcher.group(3));
            }
        });
        return samples;
    }

    /** An exporter tells thousands of others, too. */
    private static boolean ofBroker(String line) {
        return line.startsWith("kafka_") || line.startsWith("redpanda_");
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher matcher = LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        return labels;
    }

    private static void add(List<Sample> samples, String name, Map<String, String> labels, String value) {
        try {
            double number = Double.parseDouble(value);
            if (!Double.isNaN(number)) {
                samples.add(new Sample(plain(whole(name, labels)), labels, number));
            }
        } catch (NumberFormatException e) {
            // It is none.
            return;
        }
    }

    /** Without rules, the exporter of JMX leaves the name of a bean in a label, before the attribute. */
    private static String whole(String name, Map<String, String> labels) {
        int attribute = name.lastIndexOf('_');
        return labels.containsKey(NAME) && attribute > 0
                ? name.substring(0, attribute) + labels.get(NAME) + name.substring(attribute)
                : name;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}

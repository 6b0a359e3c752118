package io.datastorm.generator.infer;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the rule of text: times, a few values with weights, known kinds, a pattern, or lengths. */
final class TextRules {
    private static final int FEW = 64;
    private static final int MOST_RUNS = 24;
    private static final Pattern META = Pattern.compile("[\\\\.\\[\\](){}*+?^$|]");
    private static final Pattern RUN = Pattern.compile("[A-Z]+|[a-z]+|[0-9]+|.", Pattern.DOTALL);

    private static final Map<Pattern, Map<String, Object>> KNOWN = known();

    private TextRules() {}

    private static Map<Pattern, Map<String, Object>> known() {
        Map<Pattern, Map<String, Object>> known = new LinkedHashMap<>();
        known.put(Pattern.compile("[^@\\s]+@[^@\\s]+\\.[a-zA-Z]+"), Map.of("faker", "#{internet.emailAddress}"));
        known.put(Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}"), Map.of("faker", "#{internet.ipV4Address}"));
        known.put(Pattern.compile("https?://\\S+"), Map.of("faker", "#{internet.url}"));
        known.put(Pattern.compile("([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"), Map.of("faker", "#{internet.macAddress}"));
        known.put(
                Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"),
                Map.of("pattern", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        return known;
    }

    static Map<String, Object> of(List<String> texts) {
        Map<String, Object> time = time(texts);
        if (time != null) {
            return time;
        }
        Map<String, Long> counts = new TreeMap<>();
        texts.forEach(text -> counts.merge(text, 1L, Long::sum));
        if (counts.size() == 1 || (counts.size() <= FEW && counts.size() * 2 <= texts.size())) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("oneOf", new ArrayList<>(counts.keySet()));
            rule.put("weights", new ArrayList<>(counts.values()));
            return rule;
        }
        for (Map.Entry<Pattern, Map<String, Object>> kind : KNOWN.entrySet()) {
            if (texts.stream().allMatch(text -> kind.getKey().matcher(text).matches())) {
                return kind.getValue();
            }
        }
        Map<String, Object> pattern = pattern(texts);
        return pattern != null ? pattern : lengths(texts);
    }

    /** Times of the sample lie as far back from now as they lay from the last of them. */
    private static Map<String, Object> time(List<String> texts) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        try {
            for (String text : texts) {
                Instant time = Instant.parse(text);
                first = time.isBefore(first) ? time : first;
                last = time.isAfter(last) ? time : last;
            }
        } catch (DateTimeParseException e) {
            return null;
        }
        long seconds = Math.min(Duration.between(first, last).toSeconds(), 999_999_999);
        return seconds == 0 ? Map.of("stamp", "timestamp") : Map.of("timestamp", Map.of("jitter", seconds + "s"));
    }

    /** All have the same runs of letters, digits and other characters: what never differs stays as it is. */
    private static Map<String, Object> pattern(List<String> texts) {
        List<List<String>> runs = texts.stream().map(TextRules::runs).toList();
        int count = runs.get(0).size();
        if (count > MOST_RUNS || runs.stream().anyMatch(each -> each.size() != count)) {
            return null;
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int run = i;
            List<String> column = runs.stream().map(each -> each.get(run)).toList();
            String part = part(column);
            if (part == null) {
                return null;
            }
            pattern.append(part);
        }
        return Map.of("pattern", pattern.toString());
    }

    private static List<String> runs(String text) {
        List<String> runs = new ArrayList<>();
        Matcher matcher = RUN.matcher(text);
        while (matcher.find() && runs.size() <= MOST_RUNS) {
            runs.add(matcher.group());
        }
        return runs;
    }

    private static String part(List<String> column) {
        String first = column.get(0);
        if (column.stream().allMatch(first::equals)) {
            return META.matcher(first).replaceAll("\\\\$0");
        }
        for (String letters : List.of("[A-Z]", "[a-z]", "[0-9]")) {
            if (column.stream().allMatch(text -> text.matches(letters + "+"))) {
                int least = column.stream().mapToInt(String::length).min().orElseThrow();
                int most = column.stream().mapToInt(String::length).max().orElseThrow();
                // A number has no zero before it, if none in the sample has.
                boolean number = letters.equals("[0-9]") && column.stream().noneMatch(text -> text.startsWith("0"));
                return number ? "[1-9]" + repeated(letters, least - 1, most - 1) : repeated(letters, least, most);
            }
        }
        return null;
    }

    private static String repeated(String letters, int least, int most) {
        if (least == most) {
            return least == 0 ? "" : letters + (least == 1 ? "" : "{" + least + "}");
        }
        return letters + "{" + least + "," + most + "}";
    }

    private static Map<String, Object> lengths(List<String> texts) {
        int least = texts.stream().mapToInt(String::length).min().orElse(0);
        int most = texts.stream().mapToInt(String::length).max().orElse(0);
        return Map.of("min", least, "max", most);
    }
}

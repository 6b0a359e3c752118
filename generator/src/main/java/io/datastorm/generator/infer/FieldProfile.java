package io.datastorm.generator.infer;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What is counted of the values of one field. Not thread-safe. */
final class FieldProfile {
    /** What begins with a zero is a code. */
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

    private boolean texted;
    private long nulls;
    private long trues;
    private long booleans;
    private boolean fractions;
    private final List<Double> numbers = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, FieldProfile> fields = new LinkedHashMap<>();
    /** What a schema calls each of them. */
    private final Map<String, String> legalNames = new HashMap<>();

    private long records;
    private final List<Double> lengths = new ArrayList<>();
    private FieldProfile items;

    /** Counts a value; null if it is not there. */
    void add(Object value) {
        if (value == null) {
            nulls++;
        } else if (value instanceof Boolean flag) {
            booleans++;
            trues += flag ? 1 : 0;
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            nulls++;
        } else if (value instanceof Number number) {
            fractions |=
                    !(number instanceof Integer || number instanceof Long || number instanceof java.math.BigInteger);
            numbers.add(number.doubleValue());
        } else if (value instanceof Map<?, ?> map) {
            record(map);
        } else if (value instanceof List<?> list) {
            lengths.add((double) list.size());
            items = items == null ? new FieldProfile() : items;
            list.forEach(items::add);
        } else {
            texts.add(value.toString());
        }
    }

    /** A field that comes later was null before. */
    private void record(Map<?, ?> map) {
        map.forEach((name, value) -> field(name.toString()).add(value));
        records++;
        fields.values().forEach(profile -> profile.nulls += records - profile.count());
    }

    private FieldProfile field(String name) {
        String legal = legalNames.get(name);
        if (legal == null) {
            legal = legal(name);
            if (fields.put(legal, new FieldProfile()) != null) {
                throw new IllegalArgumentException(
                        "field %s is '%s' in a schema, as another field is".formatted(name, legal));
            }
            legalNames.put(name, legal);
            fields.get(legal).nulls = records;
        }
        return fields.get(legal);
    }

    /** The name of a field or a type that stands for such a name in a schema. */
    static String legal(String name) {
        String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
        return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    }

    /** Of a record whose fields are text, whatever they mean: what that is, is seen when all of it is there. */
    static FieldProfile ofTexts() {
        FieldProfile profile = new FieldProfile();
        profile.texted = true;
        return profile;
    }

    /** All of the sample is there. */
    void complete() {
        if (texted) {
            fields.values().forEach(FieldProfile::readTexts);
        }
    }

    /** Numbers or booleans, if all texts are such. */
    private void readTexts() {
        if (texts.stream().allMatch(text -> text.equals("true") || text.equals("false"))) {
            move(Boolean::valueOf);
        } else if (texts.stream().allMatch(text -> WHOLE.matcher(text).matches())) {
            move(Long::valueOf);
        } else if (texts.stream().allMatch(text -> NUMBER.matcher(text).matches())) {
            move(Double::valueOf);
        }
    }

    private void move(Function<String, Object> read) {
        List<String> moved = List.copyOf(texts);
        texts.clear();
        moved.forEach(text -> add(read.apply(text)));
    }

    /** How many values of one kind or another there are. */
    long kinds() {
        return List.of(booleans, (long) numbers.size(), (long) texts.size(), records, (long) lengths.size()).stream()
                .filter(count -> count > 0)
                .count();
    }

    long count() {
        return nulls + booleans + numbers.size() + texts.size() + records + lengths.size();
    }

    double nullShare() {
        return count() == 0 ? 1 : (double) nulls / count();
    }

    double trueShare() {
        return (double) trues / booleans;
    }

    boolean hasBooleans() {
        return booleans > 0;
    }

    boolean hasRecords() {
        return records > 0;
    }

    /** Whether some number is no whole one. */
    boolean fractions() {
        return fractions;
    }

    /** In the order of the sample. */
    List<Double> numbers() {
        return numbers;
    }

    /** In the order of the sample. */
    List<String> texts() {
        return texts;
    }

    /** How many items each array has. */
    List<Double> lengths() {
        return lengths;
    }

    /** The least, or the most, items that an array has. */
    int lengthBound(boolean least) {
        DoubleSummaryStatistics all =
                lengths.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return (int) (least ? all.getMin() : all.getMax());
    }

    FieldProfile items() {
        return items;
    }

    Map<String, FieldProfile> fields() {
        return fields;
    }
}

package io.datastorm.generator.hint;

import io.datastorm.generator.rule.Kind;
import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.rule.RuleReader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * What the documentation of a field tells of its values: a list of them (<q>one of A, B or C</q>), a range (<q>from 1
 * to 5</q>), or a name as fields have them (<q>The email address of the customer</q>).
 */
final class FieldDocs {
    private static final Pattern LIST = Pattern.compile(
            "(?i)\\b(?:one of|either|possible values(?: are)?|allowed values(?: are)?|values are)\\b[:\\s(\\[]*"
                    + "([^.;()\\[\\]]+)");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:,\\s*or\\s|,|\\||\\bor\\b|/)\\s*");
    private static final Pattern ITEM = Pattern.compile("[\"'`]?([\\w-]+(?:[.:][\\w-]+)*)[\"'`]?");
    private static final String NUMBER = "(-?\\d{1,15}(?:\\.\\d{1,6})?)";
    private static final Pattern RANGE = Pattern.compile("(?i)\\b(?:between|from|range|values)\\b[:\\s(\\[]*" + NUMBER
            + "\\s*(?:and|to|-|–|\\.\\.\\.?|,)\\s*" + NUMBER);
    /** What comes behind the noun that says what it is. */
    private static final Pattern REST = Pattern.compile(
            "(?i)\\s+(?:of|for|in|from|that|which|who|where|when|to|at|on|by|with|as|is|was)\\s.*|[.,;:(\\n].*",
            Pattern.DOTALL);

    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:the|a|an|this|its|their|customer's|user's)\\s+");
    private static final int MOST_WORDS = 4;
    /** What tells what values are stands at the beginning. */
    private static final int LOOKED_AT = 500;

    private final FieldNames names;

    FieldDocs(FieldNames names) {
        this.names = names;
    }

    /** The rule for values of a type in a field with this documentation; silent if it tells nothing. */
    Rule of(String doc, Schema schema) {
        if (doc == null) {
            return Rule.NONE;
        }
        String beginning = doc.substring(0, Math.min(doc.length(), LOOKED_AT));
        Rule listed = list(beginning, schema);
        Rule told = listed.silent() ? range(beginning, schema) : listed;
        return told.silent() ? noun(beginning, schema) : told;
    }

    private static Rule list(String doc, Schema schema) {
        Matcher list = LIST.matcher(doc);
        if (Kind.of(schema) != Kind.STRING || schema.getLogicalType() != null || !list.find()) {
            return Rule.NONE;
        }
        List<Matcher> items = Arrays.stream(SEPARATOR.split(list.group(1).strip()))
                .filter(item -> !item.isBlank())
                .map(item -> ITEM.matcher(item.strip()))
                .toList();
        boolean all = items.size() > 1 && items.stream().allMatch(Matcher::matches);
        return all
                ? RuleReader.hint(
                        Map.of(
                                "oneOf",
                                items.stream().map(item -> item.group(1)).toList()),
                        schema)
                : Rule.NONE;
    }

    private static Rule range(String doc, Schema schema) {
        boolean number = schema.getLogicalType() == null
                && switch (Kind.of(schema)) {
                    case INT, LONG, FLOAT, DOUBLE -> true;
                    default -> false;
                };
        Matcher range = RANGE.matcher(doc);
        if (!number || !range.find()) {
            return Rule.NONE;
        }
        try {
            return RuleReader.hint(
                    Map.of("min", new BigDecimal(range.group(1)), "max", new BigDecimal(range.group(2))), schema);
        } catch (IllegalArgumentException e) {
            // Years, pages, or something else that is no range of this type.
            return Rule.NONE;
        }
    }

    private Rule noun(String doc, Schema schema) {
        String noun =
                REST.matcher(ARTICLE.matcher(doc.strip()).replaceFirst("")).replaceFirst("");
        String[] words = noun.strip().split("\\s+");
        return words.length > MOST_WORDS ? Rule.NONE : names.of(String.join("_", words), schema);
    }
}

package io.datastorm.generator.hint;

import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.rule.RuleReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** The rule of a field: its own, or the one that its name or its documentation tells. */
public final class FieldRules {
    private static final Pattern BEGIN = Pattern.compile(
            "(start|started|begin|began|opened|created|placed|pickup|picked|departed|departure|ordered|requested)"
                    + "(up)?(at|on|time|date|ts|timestamp|datetime)?");
    private static final Pattern END = Pattern.compile(
            "(end|ended|finish|finished|closed|completed|dropoff|arrived|arrival|delivered|updated|resolved|expired)"
                    + "(at|on|time|date|ts|timestamp|datetime)?");
    /** What begins did so at least two seconds and at most half an hour before it ends. */
    private static final Map<String, Object> BEFORE = Map.of("timestamp", Map.of("offset", "-2s", "jitter", "30m"));

    private final FieldNames names = new FieldNames();
    private final FieldDocs docs = new FieldDocs(names);

    /** The rule of a field of a record. */
    public Rule of(Schema.Field field, Schema record) {
        Rule own = RuleReader.of(field);
        if (!own.silent() || field.schema().getType() == Schema.Type.UNION) {
            return own;
        }
        return byName(field, field.schema(), record);
    }

    /** The rule of a branch of a union: the field's, its own, or what the field's name or documentation tells. */
    public Rule ofBranch(Schema branch, Optional<Schema.Field> field) {
        Optional<Rule> ofField = field.flatMap(of -> RuleReader.ofBranch(of, branch));
        if (ofField.isPresent()) {
            return ofField.get();
        }
        Rule own = RuleReader.of(branch);
        return own.silent() ? field.map(of -> told(of, branch)).orElse(own) : own;
    }

    private Rule byName(Schema.Field field, Schema schema, Schema record) {
        boolean begins = timed(schema)
                && BEGIN.matcher(plain(field)).matches()
                && record.getFields().stream()
                        .anyMatch(other -> timed(other.schema())
                                && END.matcher(plain(other)).matches());
        return begins ? RuleReader.hint(BEFORE, schema) : told(field, schema);
    }

    /** What its name tells, or its documentation. */
    private Rule told(Schema.Field field, Schema schema) {
        Rule named = names.of(field.name(), schema);
        return named.silent() ? docs.of(field.doc(), schema) : named;
    }

    private static boolean timed(Schema schema) {
        return schema.getType() == Schema.Type.LONG
                && schema.getLogicalType() != null
                && schema.getLogicalType().getName().contains("timestamp");
    }

    private static String plain(Schema.Field field) {
        return field.name().replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}

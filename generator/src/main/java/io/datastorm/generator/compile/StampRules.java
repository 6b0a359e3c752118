package io.datastorm.generator.compile;

import io.datastorm.generator.protobuf.ProtobufType;
import io.datastorm.generator.rule.Rule;
import io.datastorm.generator.stamp.EpochUnit;
import io.datastorm.generator.stamp.Iteration;
import io.datastorm.generator.stamp.Mix;
import io.datastorm.generator.stamp.NumberLayout;
import io.datastorm.generator.stamp.Stamp;
import io.datastorm.generator.stamp.Varint;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Decides which fields a stamp can refresh. Numbers are laid out as Avro has them; other formats change that.
 *
 * <p>A field is time-like by its logical type, its rule, or the name {@code timestamp}; id-like by the logical type
 * {@code uuid}, its rule, or the name {@code id}.
 */
final class StampRules {
    private static final long LONG_IDS = Varint.last(6);

    private final long seed;

    StampRules(long seed) {
        this.seed = seed;
    }

    /** The stamp of a field's schema (or of a branch of its union), if it has one. */
    Optional<Stamp> of(Schema schema, Rule rule, String path) {
        boolean chosen = rule.choices().isPresent()
                || rule.reference().isPresent()
                || rule.entity().isPresent()
                || rule.unique();
        if (rule.stamp().equals(Optional.of(Rule.Stamped.NONE)) || (rule.stamp().isEmpty() && chosen)) {
            return Optional.empty();
        }
        if (rule.iteration().isPresent() && schema.getType() != Schema.Type.STRING) {
            return Optional.of(Stamp.Sequence.of(rule.iteration().get(), NumberLayout.ZIGZAG));
        }
        if (rule.fractions().isPresent()) {
            return Optional.of(new Stamp.FloatingSequence(rule.fractions().get()));
        }
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        if (!logical.isEmpty()) {
            return ofLogicalType(logical, rule, path);
        }
        String name = ValuePath.name(path).toLowerCase(Locale.ROOT);
        if (rule.stamp().equals(Optional.of(Rule.Stamped.TIMESTAMP)) || (rule.silent() && name.equals("timestamp"))) {
            return time(schema, rule);
        }
        return rule.stamp().equals(Optional.of(Rule.Stamped.SEQUENCE)) || (countable(rule) && name.equals("id"))
                ? sequence(schema, rule)
                : Optional.empty();
    }

    /** Whether it says no more than the limits of numbers that count. */
    private static boolean countable(Rule rule) {
        return rule.stamp().isEmpty()
                && !rule.range().open()
                && rule.distribution().isEmpty()
                && rule.text().equals(Rule.NONE.text())
                && rule.length().isEmpty();
    }

    private Optional<Stamp> ofLogicalType(String logical, Rule rule, String path) {
        Optional<EpochUnit> unit = epochUnit(logical);
        boolean free = !rule.range().given() && rule.distribution().isEmpty();
        if (unit.isPresent() && free) {
            return Optional.of(epochTime(unit.get(), rule));
        }
        return logical.equals("uuid") && rule.text().pattern().isEmpty()
                ? Optional.of(new Stamp.UuidSequence(Mix.mix(seed, path.hashCode())))
                : Optional.empty();
    }

    private static Optional<EpochUnit> epochUnit(String logical) {
        return switch (logical) {
            case "timestamp-millis", "local-timestamp-millis" -> Optional.of(EpochUnit.MILLIS);
            case "timestamp-micros", "local-timestamp-micros" -> Optional.of(EpochUnit.MICROS);
            case "timestamp-nanos", "local-timestamp-nanos" -> Optional.of(EpochUnit.NANOS);
            default -> Optional.empty();
        };
    }

    private static Stamp epochTime(EpochUnit unit, Rule rule) {
        Rule.Time time = rule.time().orElse(Rule.Time.NOW);
        return new Stamp.EpochTime(unit, time.offsetMillis(), time.jitterMillis(), NumberLayout.ZIGZAG);
    }

    private static Optional<Stamp> time(Schema schema, Rule rule) {
        return switch (schema.getType()) {
            case INT -> Optional.of(epochTime(EpochUnit.SECONDS, rule));
            case LONG ->
                Optional.of(epochTime(ProtobufType.narrow(schema) ? EpochUnit.SECONDS : EpochUnit.MILLIS, rule));
            // Other text would have to be formatted for each record.
            case STRING ->
                rule.time().orElse(Rule.Time.NOW).equals(Rule.Time.NOW)
                        ? Optional.of(new Stamp.IsoText())
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** From the smallest number of the range, or 1. */
    private static Optional<Stamp> sequence(Schema schema, Rule rule) {
        long most =
                switch (schema.getType()) {
                    case INT -> Integer.MAX_VALUE;
                    case LONG -> ProtobufType.narrow(schema) ? ProtobufType.MOST_NARROW : LONG_IDS;
                    default -> 0;
                };
        if (schema.getType() == Schema.Type.STRING) {
            return Optional.of(new Stamp.DigitSequence());
        }
        return most == 0
                ? Optional.empty()
                : Optional.of(Stamp.Sequence.of(
                        Iteration.between(
                                rule.range().first(Math.min(1, rule.range().last(most))),
                                rule.range().last(most)),
                        NumberLayout.ZIGZAG));
    }
}

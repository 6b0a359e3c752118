package io.datastorm.generator.rule;

import io.datastorm.generator.input.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a {@link Distribution}; what is wrong with it is a problem of the JSON. */
final class DistributionReader {
    private static final List<String> TYPES =
            List.of("uniform", "normal", "lognormal", "exponential", "zipf", "quantiles");

    private DistributionReader() {}

    /** The distribution; null if there is none of this type. */
    static Distribution read(JsonParts json, Range range) {
        String type = json.text("type").orElse("");
        switch (type) {
            case "uniform" -> {
                json.only(Set.of("type"));
                return new Distribution.Uniform();
            }
            case "normal" -> {
                json.only(Set.of("type", "mean", "deviation"));
                return new Distribution.Normal(parameter(json, "mean", false), parameter(json, "deviation", true));
            }
            case "lognormal" -> {
                json.only(Set.of("type", "mu", "sigma"));
                return new Distribution.LogNormal(parameter(json, "mu", false), parameter(json, "sigma", true));
            }
            case "exponential" -> {
                json.only(Set.of("type", "mean"));
                return new Distribution.Exponential(parameter(json, "mean", true));
            }
            case "zipf" -> {
                json.only(Set.of("type", "exponent"));
                if (range.max().isEmpty()) {
                    json.problem("zipf needs max, the number that occurs least");
                }
                return new Distribution.Zipf(json.has("exponent") ? parameter(json, "exponent", true) : 1);
            }
            case "quantiles" -> {
                json.only(Set.of("type", "values"));
                return quantiles(json);
            }
            default -> {
                json.problem("type must be one of " + String.join(", ", TYPES) + ", got '" + type + "'"
                        + Nearest.hint(type, TYPES));
                return null;
            }
        }
    }

    private static Distribution quantiles(JsonParts json) {
        List<Double> values = new ArrayList<>();
        if (json.get("values") instanceof List<?> list) {
            list.forEach(item -> values.add(item instanceof Number number ? number.doubleValue() : Double.NaN));
        }
        boolean grows = values.size() >= 2;
        for (int i = 1; i < values.size(); i++) {
            grows &= values.get(i) >= values.get(i - 1);
        }
        if (!grows) {
            json.problem("values must be two numbers or more that do not fall, got " + json.get("values"));
            return new Distribution.Uniform();
        }
        return new Distribution.Quantiles(List.copyOf(values));
    }

    private static double parameter(JsonParts json, String key, boolean positive) {
        if (!json.has(key)) {
            json.problem(key + " is missing");
            return 1;
        }
        double number = json.number(key).map(BigDecimal::doubleValue).orElse(1.0);
        if (positive && !(number > 0)) {
            json.problem(key + " must be above 0, got " + json.get(key));
        }
        return number;
    }
}

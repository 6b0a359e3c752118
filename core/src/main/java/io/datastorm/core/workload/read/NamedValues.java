package io.datastorm.core.workload.read;

import io.datastorm.core.workload.setting.Given;
import io.datastorm.generator.input.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads {@code NAME=VALUE}; what is wrong goes to a list. */
record NamedValues(List<Problem> problems) {
    /**
     * The values by their names, in their order.
     *
     * @param rule what is wrong with a name and its value, if anything is
     */
    Map<String, String> read(List<Given> values, BiFunction<String, String, Optional<String>> rule) {
        Map<String, String> named = new LinkedHashMap<>();
        for (Given given : values) {
            int equals = given.text().indexOf('=');
            if (equals < 1) {
                problems.add(new Problem(given.where(), "must be name=value, got '" + given.text() + "'"));
                continue;
            }
            String name = given.text().substring(0, equals).trim();
            String value = given.text().substring(equals + 1).trim();
            rule.apply(name, value).ifPresent(what -> problems.add(new Problem(given.where(), what)));
            named.put(name, value);
        }
        return named;
    }
}

package io.datastorm.core.workload.setting;

import io.datastorm.core.workload.option.Option;
import io.datastorm.generator.input.Problem;
import java.util.List;
import java.util.Optional;

/** The typed values of raw settings. What cannot be read becomes a problem with a place, so that reading goes on. */
public final class OptionValues {
    private final Settings settings;
    private final List<Problem> problems;

    public OptionValues(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** The value, or the option's default; the option must have one. */
    public <T> T get(Option<T> option) {
        return optional(option).orElseGet(() -> option.parse(option.fallback().orElseThrow()));
    }

    /** The value if one was given and could be read. */
    public <T> Optional<T> optional(Option<T> option) {
        return settings.one(option).flatMap(given -> parse(option, given));
    }

    /** Each of several values. */
    public <T> List<T> each(Option<T> option) {
        return settings.all(option).stream()
                .flatMap(given -> parse(option, given).stream())
                .toList();
    }

    private <T> Optional<T> parse(Option<T> option, Given given) {
        try {
            return Optional.of(option.parse(given.text()));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(given.where(), e.getMessage()));
            return Optional.empty();
        }
    }
}

package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.InvalidInput;
import java.util.Optional;

/** Plans of flags, and why there are none. */
final class Planning {
    private Planning() {}

    static Settings flags(String... pairs) {
        Settings settings = new Settings();
        for (String pair : pairs) {
            String[] halves = pair.split(" ", 2);
            settings.flag(Options.withFlag(halves[0]).orElseThrow(), halves[1]);
        }
        return settings;
    }

    static Workload plan(Settings flags) {
        return new Planner(EngineTestPlans.NO_RULES, 4).plan(flags, Optional.empty());
    }

    static String refusal(String... flags) {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> plan(flags(flags)));
        assertThat(invalid).as("is refused").isNotNull();
        return invalid.getMessage();
    }
}

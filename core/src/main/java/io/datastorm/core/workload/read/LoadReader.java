package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.setting.SettingParser.oneOf;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Rate;
import io.datastorm.core.pace.Stage;
import io.datastorm.core.workload.setting.Setting;
import io.datastorm.core.workload.setting.SettingParser;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.util.List;
import java.util.Optional;

/** Reads rate, stages and arrivals into a {@link Load}. */
final class LoadReader {
    private final Settings settings;
    private final SettingParser parser;
    private final List<Problem> problems;

    LoadReader(Settings settings, SettingParser parser, List<Problem> problems) {
        this.settings = settings;
        this.parser = parser;
        this.problems = problems;
    }

    Load read() {
        boolean poisson = parser.value(Setting.ARRIVALS, oneOf("uniform", "poisson"), "uniform")
                .equals("poisson");
        Optional<List<Stage>> stages = parser.optional(Setting.STAGES, StreamPlanner::stages);
        if (stages.isPresent()) {
            Load.Stages ramp = new Load.Stages(stages.get());
            return poisson ? new Load.Poisson<>(ramp) : ramp;
        }
        Load load = parser.value(Setting.RATE, LoadReader::rate, new Load.Saturate());
        if (!poisson) {
            return load;
        }
        if (load instanceof Load.ConstantRate constant) {
            return new Load.Poisson<>(constant);
        }
        problems.add(new Problem(
                settings.where(Setting.ARRIVALS),
                "poisson needs a rate: at 'max' there are no intended times; add --rate 50k"));
        return load;
    }

    private static Load rate(String text) {
        return text.equals("max") ? new Load.Saturate() : new Load.ConstantRate(Rate.parse(text));
    }
}

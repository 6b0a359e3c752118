package io.datastorm.core.workload.read;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Stage;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.record.CaptureArrivals;
import io.datastorm.core.workload.setting.OptionValues;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.input.Problem;
import java.util.List;
import java.util.Optional;

/** Reads rate, stages and arrivals into a {@link Load}. */
final class LoadReader {
    private final Settings settings;
    private final OptionValues options;
    private final List<Problem> problems;

    LoadReader(Settings settings, OptionValues options, List<Problem> problems) {
        this.settings = settings;
        this.options = options;
        this.problems = problems;
    }

    /** Of a recording, or of what is said. */
    Load read(Optional<CaptureFile> capture) {
        return capture.<Load>map(file -> new Load.Recorded(
                        new CaptureArrivals(file),
                        options.optional(LoadOptions.SPEED).orElse(1.0)))
                .orElseGet(this::read);
    }

    private Load read() {
        boolean poisson = options.get(LoadOptions.ARRIVALS) == LoadOptions.Arrivals.POISSON;
        Optional<List<Stage>> stages = options.optional(LoadOptions.STAGES);
        if (stages.isPresent()) {
            Load.Stages ramp = new Load.Stages(stages.get());
            return poisson ? new Load.Poisson<>(ramp) : ramp;
        }
        Load load = options.get(LoadOptions.RATE);
        if (!poisson) {
            return load;
        }
        if (load instanceof Load.ConstantRate constant) {
            return new Load.Poisson<>(constant);
        }
        problems.add(new Problem(
                settings.where(LoadOptions.ARRIVALS),
                "poisson needs a rate: at 'max' there are no intended times; add --rate 50k"));
        return load;
    }
}

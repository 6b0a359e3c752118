package io.datastorm.cli;

import io.datastorm.core.workload.setting.Setting;
import io.datastorm.core.workload.setting.Settings;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes a flag of each {@link Setting}. All are text here: one place decides what they mean, for flags and files alike.
 */
final class WorkloadFlags {
    private static final Map<Setting, String> SHORT = Map.of(Setting.BOOTSTRAP_SERVER, "-b", Setting.TOPIC, "-t");

    private WorkloadFlags() {}

    /** Adds all flags to a command; what is given for them goes into the settings. */
    static void add(CommandSpec command, Settings settings) {
        for (Setting setting : Setting.values()) {
            command.addOption(option(setting, settings));
        }
    }

    private static OptionSpec option(Setting setting, Settings settings) {
        String[] names = SHORT.containsKey(setting)
                ? new String[] {SHORT.get(setting), setting.flag()}
                : new String[] {setting.flag()};
        OptionSpec.Builder option = OptionSpec.builder(names)
                .paramLabel(setting.label())
                .description(setting.description())
                .getter(new Nothing())
                .setter(new Into(setting, settings));
        if (setting.flagOnly()) {
            option.arity("0..1").fallbackValue(setting.flagValue());
        }
        return setting.many()
                ? option.type(String[].class).build()
                : option.type(String.class).build();
    }

    /** picocli asks for a value before it adds to it: each occurrence starts anew. */
    private record Nothing() implements IGetter {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T get() {
            return null;
        }
    }

    private record Into(Setting setting, Settings settings) implements ISetter {
        @Override
        public <T> T set(T value) {
            if (value instanceof String[] several) {
                for (String one : several) {
                    settings.flag(setting, one);
                }
            } else if (value != null) {
                settings.flag(setting, value.toString());
            }
            return null;
        }
    }
}

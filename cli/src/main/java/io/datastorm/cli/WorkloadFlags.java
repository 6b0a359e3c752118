package io.datastorm.cli;

import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.Component;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.setting.Settings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes a flag of each {@link Option}. All are text here: one place decides what they mean, for flags and files alike.
 */
final class WorkloadFlags {
    private static final Map<Option<?>, String> SHORT =
            Map.of(ClusterOptions.BOOTSTRAP_SERVER, "-b", TopicOptions.TOPIC, "-t");

    private WorkloadFlags() {}

    /**
     * Adds all flags to a command, a group of options for each component; what is given for them goes into the
     * settings. The flags that the command has already say where the result goes.
     */
    static void add(CommandSpec command, Settings settings) {
        List<OptionSpec> own = List.copyOf(command.options());
        int order = 0;
        for (Component component : Component.ALL) {
            ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                    .heading("%n" + component.title() + "%n")
                    .order(order++)
                    .multiplicity("0..1")
                    .exclusive(false)
                    .validate(false);
            component.options().forEach(setting -> group.addArg(option(setting, settings)));
            if (component.equals(Component.OUTPUT)) {
                own.forEach(option -> {
                    command.remove(option);
                    group.addArg(option);
                });
            }
            command.addArgGroup(group.build());
        }
    }

    private static OptionSpec option(Option<?> setting, Settings settings) {
        String[] names = SHORT.containsKey(setting)
                ? new String[] {SHORT.get(setting), setting.flag()}
                : new String[] {setting.flag()};
        OptionSpec.Builder option = OptionSpec.builder(names)
                .paramLabel(setting.label())
                // To picocli a description is a format.
                .description(setting.description().replace("%", "%%"))
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

    private record Into(Option<?> setting, Settings settings) implements ISetter {
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

package io.datastorm.core.workload.option;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All options of a run. */
public final class Options {
    private static final List<Option<?>> ALL = Stream.of(
                    OutputOptions.ALL,
                    ClusterOptions.ALL,
                    TopicOptions.ALL,
                    RecordOptions.ALL,
                    EventOptions.ALL,
                    LoadOptions.ALL,
                    SenderOptions.ALL,
                    ConsumerOptions.ALL,
                    AgentOptions.ALL,
                    CheckOptions.ALL)
            .<Option<?>>flatMap(List::stream)
            .toList();

    private Options() {}

    /** Each of them, in the order of a workload file, which begins with its name. */
    public static List<Option<?>> all() {
        return ALL;
    }

    /** The one with this flag, such as {@code --rate}. */
    public static Optional<Option<?>> withFlag(String flag) {
        return ALL.stream().filter(option -> option.flag().equals(flag)).findFirst();
    }
}

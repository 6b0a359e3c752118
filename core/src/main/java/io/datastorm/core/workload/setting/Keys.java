package io.datastorm.core.workload.setting;

import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of a part of a workload file, and the settings that they stand for. Immutable. */
public final class Keys {
    /** The section of a file that holds its streams. */
    public static final String STREAMS = "streams";

    private static final String TARGET = "target.";

    /** Of the file itself. */
    static final Keys OF_FILE = keys(Options.all().stream(), Option::path);
    /** Of a stream in it: its topic is not in a section. */
    static final Keys OF_STREAM = keys(Options.all().stream().filter(setting -> !setting.ofRun()), Keys::inStream);

    private final Map<String, Option<?>> settings;

    private Keys(Map<String, Option<?>> settings) {
        this.settings = settings;
    }

    private static Keys keys(Stream<Option<?>> options, Function<Option<?>, String> path) {
        Map<String, Option<?>> settings = new LinkedHashMap<>();
        options.forEach(option -> settings.put(path.apply(option), option));
        return new Keys(settings);
    }

    /** The path of a setting within a stream. */
    public static String inStream(Option<?> setting) {
        return setting.path().startsWith(TARGET) ? setting.path().substring(TARGET.length()) : setting.path();
    }

    /** The setting with this path. */
    Optional<Option<?>> setting(String path) {
        return Optional.ofNullable(settings.get(path));
    }

    /** The path of a setting that is called so, and stands in another section. */
    Optional<String> elsewhere(String name) {
        return settings.keySet().stream()
                .filter(path -> path.endsWith("." + name))
                .sorted()
                .findFirst();
    }

    /** All known names directly inside a section, in the order of the settings; the empty section is the top. */
    List<String> namesIn(String section) {
        String prefix = section.isEmpty() ? "" : section + ".";
        return settings.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceAll("\\..*", ""))
                .distinct()
                .toList();
    }
}

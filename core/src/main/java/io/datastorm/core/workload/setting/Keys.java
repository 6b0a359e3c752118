package io.datastorm.core.workload.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of a part of a workload file, and the settings that they stand for. Immutable. */
public final class Keys {
    /** The section of a file that holds its streams. */
    public static final String STREAMS = "streams";

    private static final String TARGET = "target.";

    /** Of the file itself. */
    static final Keys OF_FILE =
            new Keys(Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::path, Function.identity())));
    /** Of a stream in it: its topic is not in a section. */
    static final Keys OF_STREAM = new Keys(Arrays.stream(Setting.values())
            .filter(setting -> !setting.ofRun())
            .collect(Collectors.toMap(Keys::inStream, Function.identity())));

    private final Map<String, Setting> settings;

    private Keys(Map<String, Setting> settings) {
        this.settings = settings;
    }

    /** The path of a setting within a stream. */
    public static String inStream(Setting setting) {
        return setting.path().startsWith(TARGET) ? setting.path().substring(TARGET.length()) : setting.path();
    }

    /** The setting with this path. */
    Optional<Setting> setting(String path) {
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
        return settings.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceAll("\\..*", ""))
                .distinct()
                .toList();
    }
}

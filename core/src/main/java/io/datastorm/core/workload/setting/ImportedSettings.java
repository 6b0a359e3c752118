package io.datastorm.core.workload.setting;

import io.datastorm.core.workload.option.RecordOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file that is no workload file says: its settings give way to flags and workload files.
 *
 * @param settings what it says
 * @param notes what of it is not used
 */
public record ImportedSettings(Settings settings, List<String> notes) {
    /** Without a file. */
    public static ImportedSettings none() {
        return new ImportedSettings(new Settings(), new ArrayList<>());
    }

    /** What it says, where others do not say otherwise. What it says of its values goes with them. */
    public Settings under(Settings others) {
        boolean otherValues = RecordOptions.VALUES.stream()
                .anyMatch(option -> others.one(option).isPresent());
        return others.over(
                otherValues
                        ? settings.without(List.of(
                                RecordOptions.KEY,
                                RecordOptions.KEY_FORMAT,
                                RecordOptions.FORMAT,
                                RecordOptions.RANDOM_RATIO))
                        : settings);
    }
}

package io.datastorm.core.workload.setting;

import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file that is no workload file says: its settings give way to flags and workload files.
 *
 * @param settings what it says
 * @param ratios the random part of plain bytes by the codec of the run; the one of no name holds for all others
 * @param meanRate the rate of its stages, if somebody else says how long the run is
 * @param notes what of it is not used
 */
public record ImportedSettings(
        Settings settings, Map<String, Given> ratios, Optional<Given> meanRate, List<String> notes) {
    /** Values of which no part is random. */
    private static final List<Option<?>> WITHOUT_RATIO = List.of(
            RecordOptions.SCHEMA, RecordOptions.TEMPLATE, RecordOptions.PAYLOAD_FILE, RecordOptions.PAYLOAD_MONOTONIC);

    /** Without a file. */
    public static ImportedSettings none() {
        return new ImportedSettings(new Settings(), Map.of(), Optional.empty(), new ArrayList<>());
    }

    /** Whether it says how fast records come. */
    public boolean rated() {
        return settings.one(LoadOptions.RATE).isPresent()
                || settings.one(LoadOptions.STAGES).isPresent();
    }

    /**
     * What it says, where others do not say otherwise. What it says of its values goes with them.
     *
     * @param client what a client's file says beneath
     */
    public Settings under(Settings others, Settings client) {
        Settings own = settings;
        if (given(others, RecordOptions.VALUES)) {
            own = own.without(List.of(RecordOptions.KEY, RecordOptions.KEY_FORMAT, RecordOptions.FORMAT));
        }
        if (!given(others, WITHOUT_RATIO)) {
            own = own.over(ratio(others, client));
        }
        boolean otherLength = given(others, List.of(LoadOptions.RECORDS, LoadOptions.DURATION));
        if (otherLength && meanRate.isPresent()) {
            own = own.without(List.of(LoadOptions.STAGES));
            own.add(LoadOptions.RATE, meanRate.get());
        }
        return others.over(own);
    }

    private static boolean given(Settings settings, List<Option<?>> options) {
        return options.stream().anyMatch(option -> settings.one(option).isPresent());
    }

    private Settings ratio(Settings others, Settings client) {
        String codec = Stream.of(others, client)
                .flatMap(each -> each.one(SenderOptions.COMPRESSION).stream())
                .map(Given::text)
                .findFirst()
                .orElse("");
        Settings ratio = new Settings();
        Optional.ofNullable(ratios.getOrDefault(codec, ratios.get("")))
                .ifPresent(given -> ratio.add(RecordOptions.RANDOM_RATIO, given));
        return ratio;
    }
}

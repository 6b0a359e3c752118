package io.datastorm.core.workload.setting;

import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Raw settings and where they come from. Flags win over a file, and what a file says of a stream over what it says of
 * all, also where two settings exclude each other. Mutable; used while reading only.
 */
public final class Settings {
    /** Of each group only one member can hold; a flag for one makes a file's other member void. */
    private static final List<List<Option<?>>> EXCLUSIVE = List.of(
            RecordOptions.VALUES,
            List.of(RecordOptions.DATAGEN, RecordOptions.SHAPE),
            List.of(RecordOptions.RANDOM_RATIO, RecordOptions.COMPRESSIBILITY),
            List.of(RecordOptions.KEY, RecordOptions.KEYS),
            List.of(LoadOptions.RATE, LoadOptions.STAGES),
            List.of(RecordOptions.REPLAY, LoadOptions.RATE),
            List.of(RecordOptions.REPLAY, LoadOptions.STAGES),
            List.of(RecordOptions.REPLAY, LoadOptions.ARRIVALS),
            List.of(RecordOptions.REPLAY, LoadOptions.WARMUP),
            List.of(RecordOptions.REPLAY, RecordOptions.KEY),
            List.of(RecordOptions.REPLAY, RecordOptions.KEYS),
            List.of(RecordOptions.REPLAY, RecordOptions.TOMBSTONES),
            List.of(RecordOptions.REPLAY, RecordOptions.POOL),
            List.of(RecordOptions.REPLAY, RecordOptions.FROZEN),
            List.of(LoadOptions.RECORDS, LoadOptions.DURATION, LoadOptions.STAGES),
            List.of(ClusterOptions.BOOTSTRAP_SERVER, ClusterOptions.BROKERS),
            List.of(ClusterOptions.BOOTSTRAP_SERVER, ClusterOptions.DATA_DIR));

    /** Values without fields and formats. */
    private static final List<Option<?>> PLAIN = List.of(
            RecordOptions.RECORD_SIZE,
            RecordOptions.SIZE_DISTRIBUTION,
            RecordOptions.PAYLOAD_FILE,
            RecordOptions.PAYLOAD_MONOTONIC,
            RecordOptions.REPLAY);

    /** What says nothing any more below others; above them it contradicts them. */
    private static final Map<Option<?>, List<Option<?>>> VOID_BELOW = Map.of(
            RecordOptions.FORMAT,
            PLAIN,
            RecordOptions.KEY,
            PLAIN,
            RecordOptions.MESSAGE,
            RecordOptions.VALUES,
            RecordOptions.KEY_SIZE,
            List.of(RecordOptions.KEY, RecordOptions.KEYS));

    private final String stream;
    private final Map<Option<?>, List<Given>> given = new LinkedHashMap<>();

    /** Without values; of a run. */
    public Settings() {
        this("");
    }

    private Settings(String stream) {
        this.stream = stream;
    }

    /** Without values; of a stream that is one of several. */
    public static Settings ofStream(String name) {
        return new Settings("stream " + name + ", ");
    }

    /** Adds a flag's value. */
    public void flag(Option<?> setting, String text) {
        add(setting, new Given(text, setting.flag()));
    }

    /** Adds a value. */
    public void add(Option<?> setting, Given value) {
        given.computeIfAbsent(setting, s -> new ArrayList<>()).add(value);
    }

    /** The same, and underneath what others say; they are not changed. */
    public Settings over(Settings others) {
        Settings both = new Settings(stream.isEmpty() ? others.stream : stream);
        both.given.putAll(given);
        both.addBelow(others);
        return both;
    }

    /** The same without these. */
    public Settings without(List<Option<?>> options) {
        Settings fewer = new Settings(stream);
        given.forEach((setting, values) -> {
            if (!options.contains(setting)) {
                fewer.given.put(setting, values);
            }
        });
        return fewer;
    }

    private void addBelow(Settings others) {
        Set<Option<?>> above = new HashSet<>(given.keySet());
        others.given.forEach((setting, values) -> {
            boolean excluded = EXCLUSIVE.stream()
                            .filter(group -> group.contains(setting))
                            .flatMap(List::stream)
                            .anyMatch(above::contains)
                    || VOID_BELOW.getOrDefault(setting, List.of()).stream().anyMatch(above::contains);
            if (!excluded && !above.contains(setting)) {
                given.put(setting, values);
            }
        });
    }

    /** Pairs of given settings that exclude each other. */
    public List<List<Given>> contradictions() {
        List<List<Given>> found = new ArrayList<>();
        for (List<Option<?>> group : EXCLUSIVE) {
            List<Given> both = group.stream().flatMap(s -> one(s).stream()).toList();
            if (both.size() > 1) {
                found.add(both.subList(0, 2));
            }
        }
        return found;
    }

    /** The last value given. */
    public Optional<Given> one(Option<?> setting) {
        List<Given> values = all(setting);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Every value given. */
    public List<Given> all(Option<?> setting) {
        return given.getOrDefault(setting, List.of());
    }

    /** Where a value stands, or would stand. */
    public String where(Option<?> setting) {
        return one(setting).map(Given::where).orElse(stream + setting.flag());
    }
}

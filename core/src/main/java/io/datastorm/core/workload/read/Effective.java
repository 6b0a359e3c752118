package io.datastorm.core.workload.read;

import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.Keys;
import io.datastorm.core.workload.setting.Setting;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Credentials;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The effective settings as nested maps of text, every default filled in, secrets masked: a file that would give the
 * same run.
 */
final class Effective {
    private static final Set<Setting> LOCAL_ONLY = Set.of(Setting.BROKERS, Setting.DATA_DIR);

    private final Settings settings;
    /** Null for what holds for the whole run. */
    private final StreamPlan stream;

    private Effective(Settings settings, StreamPlan stream) {
        this.settings = settings;
        this.stream = stream;
    }

    /**
     * Of a run.
     *
     * @param settings of the run
     * @param each what holds for each stream, in the order of the plans
     */
    static Map<String, Object> of(Settings settings, List<StreamSettings> each, List<StreamPlan> plans) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (each.get(0).name().isEmpty()) {
            new Effective(settings, plans.get(0)).add(tree, setting -> true, Setting::path);
            return tree;
        }
        new Effective(settings, null).add(tree, Setting::ofRun, Setting::path);
        Map<String, Object> streams = new LinkedHashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            Map<String, Object> branch = new LinkedHashMap<>();
            new Effective(each.get(i).settings(), plans.get(i))
                    .add(branch, setting -> !setting.ofRun(), Keys::inStream);
            streams.put(plans.get(i).title(), branch);
        }
        tree.put(Keys.STREAMS, streams);
        return tree;
    }

    private void add(Map<String, Object> tree, Predicate<Setting> which, Function<Setting, String> path) {
        Arrays.stream(Setting.values()).filter(which).forEach(setting -> add(tree, setting, path.apply(setting)));
    }

    private void add(Map<String, Object> tree, Setting setting, String path) {
        switch (setting) {
            case HEADER -> named(tree, path, headers());
            case PRODUCER_PROPERTY -> named(tree, path, stream.sender().properties());
            case THRESHOLD -> {
                List<String> thresholds =
                        settings.all(setting).stream().map(Given::text).toList();
                if (!thresholds.isEmpty()) {
                    put(tree, path, thresholds);
                }
            }
            default -> text(setting).ifPresent(text -> put(tree, path, text));
        }
    }

    /** Those of a header file are secrets: the file's name is all that is shown. */
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.all(Setting.HEADER).forEach(header -> {
            String[] halves = header.text().split("=", 2);
            headers.put(halves[0].trim(), halves[halves.length - 1].trim());
        });
        return headers;
    }

    private static void named(Map<String, Object> tree, String path, Map<String, String> values) {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, masked(name, value)));
        if (!shown.isEmpty()) {
            put(tree, path, shown);
        }
    }

    private Optional<String> text(Setting setting) {
        boolean remote = settings.one(Setting.BOOTSTRAP_SERVER).isPresent();
        boolean stages = settings.one(Setting.STAGES).isPresent();
        if ((remote && LOCAL_ONLY.contains(setting))
                || (setting == Setting.TEMPLATE && settings.one(Setting.SCHEMA).isPresent())
                || (setting == Setting.RATE && stages)
                || (setting == Setting.DURATION && stages)) {
            return Optional.empty();
        }
        if (setting.ofRun()) {
            return raw(setting);
        }
        SenderPlan sender = stream.sender();
        RunLength extent = stream.extent();
        return switch (setting) {
            case TOPIC -> Optional.of(stream.topic().name());
            case PROFILE -> Optional.of(sender.profile().text());
            case ACKS -> Optional.of(sender.acks());
            case LINGER -> Optional.of(Quantities.format(sender.batch().linger()));
            case WORKERS -> Optional.of(Integer.toString(sender.workers()));
            case BATCH_SIZE ->
                Optional.of(
                        sender.batch().adaptive()
                                ? BatchSize.AUTO
                                : sender.batch().size().toString());
            case BUFFER_MEMORY -> Optional.of(sender.batch().bufferMemory().toString());
            case IDEMPOTENCE -> Optional.of(Boolean.toString(sender.idempotence()));
            case DURATION ->
                extent.endless()
                        ? Optional.of(RunLength.ENDLESS)
                        : extent.duration().map(Quantities::format);
            case RECORDS -> extent.records().map(Object::toString);
            case WARMUP -> Optional.of(extent.warmup().text());
            default -> raw(setting);
        };
    }

    private Optional<String> raw(Setting setting) {
        return settings.one(setting).map(Given::text).or(setting::fallback);
    }

    private static String masked(String name, String value) {
        return Secrets.named(name) ? "********" : Credentials.masked(value);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
        } else {
            Map<String, Object> section = (Map<String, Object>)
                    tree.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put(section, path.substring(dot + 1), value);
        }
    }
}

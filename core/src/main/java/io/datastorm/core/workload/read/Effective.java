package io.datastorm.core.workload.read;

import io.datastorm.core.workload.Extent;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.generator.input.Credentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The effective settings as nested maps of text, every default filled in, secrets masked: a file that would give the
 * same run.
 */
final class Effective {
    private static final Set<Setting> LOCAL_ONLY = Set.of(Setting.BROKERS, Setting.DATA_DIR);

    private final Settings settings;

    Effective(Settings settings) {
        this.settings = settings;
    }

    Map<String, Object> of(SenderPlan sender, Extent extent) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.many()) {
                continue;
            }
            text(setting, sender, extent).ifPresent(text -> put(tree, setting.path(), text));
        }
        // Those of a header file are secrets: the file's name is all that is shown.
        Map<String, String> headers = new LinkedHashMap<>();
        settings.all(Setting.HEADER).forEach(header -> {
            String[] halves = header.text().split("=", 2);
            headers.put(halves[0].trim(), halves[halves.length - 1].trim());
        });
        named(tree, Setting.HEADER, headers);
        named(tree, Setting.PRODUCER_PROPERTY, sender.properties());
        List<String> thresholds =
                settings.all(Setting.THRESHOLD).stream().map(Given::text).toList();
        if (!thresholds.isEmpty()) {
            put(tree, Setting.THRESHOLD.path(), thresholds);
        }
        return tree;
    }

    private static void named(Map<String, Object> tree, Setting setting, Map<String, String> values) {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, masked(name, value)));
        if (!shown.isEmpty()) {
            put(tree, setting.path(), shown);
        }
    }

    private Optional<String> text(Setting setting, SenderPlan sender, Extent extent) {
        boolean remote = settings.one(Setting.BOOTSTRAP_SERVER).isPresent();
        boolean stages = settings.one(Setting.STAGES).isPresent();
        if ((remote && LOCAL_ONLY.contains(setting))
                || (setting == Setting.TEMPLATE && settings.one(Setting.SCHEMA).isPresent())
                || (setting == Setting.RATE && stages)
                || (setting == Setting.DURATION && stages)) {
            return Optional.empty();
        }
        return switch (setting) {
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
            case DURATION -> extent.duration().map(Quantities::format);
            case RECORDS -> extent.records().map(Object::toString);
            case WARMUP -> Optional.of(extent.warmup().text());
            default -> settings.one(setting).map(Given::text).or(setting::fallback);
        };
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

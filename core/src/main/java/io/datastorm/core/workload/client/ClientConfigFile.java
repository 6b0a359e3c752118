package io.datastorm.core.workload.client;

import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A properties file with client settings, as Kafka's own tools take it, or as an application's producer has it. Its
 * values may be secrets and are never shown.
 *
 * @param properties for every client of the brokers
 * @param registry properties for access to a schema registry
 * @param settings what the file says that has a flag of ours; it gives way to flags and workload files
 * @param notes what of it is not used
 */
public record ClientConfigFile(
        Map<String, String> properties, Map<String, String> registry, Settings settings, List<String> notes) {
    private static final List<Option<?>> OF_REGISTRY =
            List.of(ClusterOptions.SCHEMA_REGISTRY, RecordOptions.SUBJECT_STRATEGY, RecordOptions.REGISTER_SCHEMAS);
    /** Of values that are references: for all clients. */
    private static final String PROVIDERS = "config.providers";

    /** Without a file. */
    public static ClientConfigFile none() {
        return new ClientConfigFile(new TreeMap<>(), new TreeMap<>(), new Settings(), new ArrayList<>());
    }

    /** Reads a file; what is wrong with it goes to the list. */
    public static ClientConfigFile read(Path file, ClientRules rules, List<Problem> problems) {
        ClientConfigFile read = none();
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(InputFile.read(file)));
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                read.line(file, name, properties.getProperty(name), rules, problems);
            }
            read.completeIdempotence(file);
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(file.toString(), "is not a properties file; write lines of name=value"));
        }
        return read;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInput with all that is wrong with it
     */
    public static ClientConfigFile require(Path file, ClientRules rules) {
        List<Problem> problems = new ArrayList<>();
        ClientConfigFile read = read(file, rules, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return read;
    }

    private void line(Path file, String name, String value, ClientRules rules, List<Problem> problems) {
        Optional<String> unused = rules.unused(name);
        Optional<ClientRules.Flag> flag = rules.flag(name, value);
        if (flag.isPresent()) {
            settings.add(setting(flag.get()), new Given(flag.get().text(), file + " " + name));
        } else if (unused.isPresent()) {
            notes.add("%s: %s is not used: %s".formatted(file, name, unused.get()));
        } else {
            rules.clientProperty(name, value).ifPresent(what -> problems.add(new Problem(file.toString(), what)));
            boolean provider = name.startsWith(PROVIDERS);
            if (provider || rules.ofRegistry(name)) {
                registry.put(name, value);
            }
            if (provider || !rules.ofRegistry(name)) {
                properties.put(name, value);
            }
        }
    }

    /** The client's own default beside it, which a profile of ours may not have. */
    private void completeIdempotence(Path file) {
        boolean idempotent = settings.one(SenderOptions.IDEMPOTENCE)
                .filter(given -> given.text().equals("true"))
                .isPresent();
        if (idempotent && settings.one(SenderOptions.ACKS).isEmpty()) {
            settings.add(SenderOptions.ACKS, new Given("all", file + " enable.idempotence"));
        }
    }

    private static Option<?> setting(ClientRules.Flag flag) {
        return Options.withFlag(flag.name()).orElseThrow();
    }

    /**
     * The settings of a stream with those of the file beneath. What the file says of a schema registry goes with a
     * format that has one.
     */
    public StreamSettings under(StreamSettings stream) {
        return new StreamSettings(stream.name(), under(stream.settings()));
    }

    /** The settings of a run with those of the file beneath, of which its streams are these. */
    public Settings under(Settings ofRun, List<StreamSettings> streams) {
        return under(ofRun, streams.stream().map(StreamSettings::settings).anyMatch(ClientConfigFile::registered));
    }

    private Settings under(Settings others) {
        return under(others, registered(others.over(settings)));
    }

    private Settings under(Settings others, boolean registered) {
        return others.over(registered ? settings : settings.without(OF_REGISTRY));
    }

    private static boolean registered(Settings settings) {
        return Stream.of(RecordOptions.FORMAT, RecordOptions.KEY_FORMAT)
                .flatMap(format -> settings.one(format).stream())
                .anyMatch(format -> format.text().endsWith(Format.REGISTRY));
    }

    /** What else is not used, because flags or a workload file say something else. */
    public List<String> overruledBy(Settings stronger) {
        List<String> overruled = new ArrayList<>();
        Settings both = under(stronger);
        for (Option<?> setting : Options.all()) {
            settings.one(setting).ifPresent(here -> {
                Optional<Given> there = stronger.one(setting);
                if (there.isPresent() && !same(setting, here.text(), there.get().text())) {
                    overruled.add("%s is not used: %s says otherwise"
                            .formatted(here.where(), there.get().where()));
                } else if (both.one(setting).isEmpty()) {
                    overruled.add("%s is not used: something else excludes it".formatted(here.where()));
                }
            });
        }
        return overruled;
    }

    /** 16384 and 16KiB say the same. */
    private static boolean same(Option<?> setting, String one, String other) {
        try {
            return setting.parse(one).equals(setting.parse(other));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

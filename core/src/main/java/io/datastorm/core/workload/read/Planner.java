package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.setting.SettingParser.between;
import static io.datastorm.core.workload.setting.SettingParser.oneOf;

import io.datastorm.core.workload.Fault;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.setting.Setting;
import io.datastorm.core.workload.setting.SettingParser;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.core.workload.setting.YamlReader;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes a {@link Workload} of raw settings: fills in defaults, checks everything, and reports all problems at once. */
public final class Planner {
    private static final String NAME = "[A-Za-z0-9._-]{1,80}";

    private final ClientRules rules;
    private final int cores;

    /** For a client library and a machine of so many cores. */
    public Planner(ClientRules rules, int cores) {
        this.rules = rules;
        this.cores = cores;
    }

    /**
     * The workload of these flags over this file. With several streams a flag holds for each of them.
     *
     * @throws InvalidInput with every problem
     */
    public Workload plan(Settings flags, Optional<Path> file) {
        List<Problem> problems = new ArrayList<>();
        WorkloadFile said = file.map(path -> YamlReader.read(path, problems)).orElseGet(WorkloadFile::none);
        return plan(flags, said, problems);
    }

    /**
     * The workload of settings that were not read from a file.
     *
     * @throws InvalidInput with every problem
     */
    public Workload plan(WorkloadFile said) {
        return plan(new Settings(), said, new ArrayList<>());
    }

    private Workload plan(Settings flags, WorkloadFile file, List<Problem> problems) {
        ClientConfigFile client = client(flags.over(file.common()), problems);
        Settings settings = flags.over(file.common()).over(client.settings());
        List<Settings> each = file.streams().isEmpty()
                ? List.of(settings)
                : file.streams().values().stream()
                        .map(stream -> flags.over(stream).over(file.common()).over(client.settings()))
                        .toList();
        List<Optional<String>> names = file.streams().isEmpty()
                ? List.of(Optional.empty())
                : file.streams().keySet().stream().map(Optional::of).toList();
        SettingParser parser = new SettingParser(settings, problems);
        Target target = target(parser, client);
        List<StreamPlan> streams = IntStream.range(0, each.size())
                .mapToObj(index -> new StreamPlanner(each.get(index), rules, cores, problems).plan(names.get(index)))
                .toList();
        file.streams().keySet().forEach(stream -> requireStreamName(stream, problems));
        new RunRules(settings, problems).check(target, each, streams);
        List<Threshold> thresholds = parser.each(Setting.THRESHOLD, Threshold::parse);
        Verify verify = Verify.valueOf(parser.value(Setting.VERIFY, oneOf("after", "live", "off"), "off")
                .toUpperCase(Locale.ROOT));
        List<Fault> faults = parser.optional(Setting.FAULT, FaultReader::read).orElse(List.of());
        String name = parser.value(Setting.NAME, Planner::name, "run");
        new FaultRules(settings, problems).check(faults, target, streams);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems.stream().distinct().toList());
        }
        Map<String, Object> effective = file.streams().isEmpty()
                ? Effective.ofOne(settings, streams.get(0))
                : Effective.ofSeveral(settings, each, streams);
        return new Workload(name, target, streams, verify, faults, thresholds, notes(client, flags, file), effective);
    }

    private static List<String> notes(ClientConfigFile client, Settings flags, WorkloadFile file) {
        Set<String> notes = new LinkedHashSet<>(client.notes());
        if (file.streams().isEmpty()) {
            notes.addAll(client.overruledBy(flags.over(file.common())));
        }
        file.streams()
                .values()
                .forEach(stream ->
                        notes.addAll(client.overruledBy(flags.over(stream).over(file.common()))));
        return List.copyOf(notes);
    }

    private ClientConfigFile client(Settings settings, List<Problem> problems) {
        return settings.one(Setting.COMMAND_CONFIG)
                .map(given -> ClientConfigFile.read(Path.of(given.text()), rules, problems))
                .orElseGet(ClientConfigFile::none);
    }

    private static Target target(SettingParser parser, ClientConfigFile client) {
        return new Target(
                parser.optional(Setting.BOOTSTRAP_SERVER, Names::bootstrapServers),
                parser.value(Setting.BROKERS, between(1, 8), 1),
                parser.optional(Setting.DATA_DIR, Path::of),
                client.properties());
    }

    /** It is the name of a directory as well. */
    private static void requireStreamName(String name, List<Problem> problems) {
        if (!name.matches(NAME) || name.matches("\\.+")) {
            problems.add(new Problem(
                    "streams." + name,
                    "the name of a stream must be 1 to 80 letters, digits, '.', '_' or '-', and not dots alone"));
        }
    }

    private static String name(String text) {
        if (!text.matches(NAME)) {
            throw new IllegalArgumentException("must be 1 to 80 letters, digits, '.', '_' or '-', got '" + text + "'");
        }
        return text;
    }
}

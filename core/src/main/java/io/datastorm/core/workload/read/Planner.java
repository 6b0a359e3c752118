package io.datastorm.core.workload.read;

import io.datastorm.core.pace.Shard;
import io.datastorm.core.workload.AbortRule;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.OutputOptions;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.rule.AgentRules;
import io.datastorm.core.workload.rule.FaultRules;
import io.datastorm.core.workload.rule.RegistryRules;
import io.datastorm.core.workload.rule.RunRules;
import io.datastorm.core.workload.rule.ShapeRules;
import io.datastorm.core.workload.setting.DatagenConnector;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.ImportedSettings;
import io.datastorm.core.workload.setting.OptionValues;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.ShapeFile;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.core.workload.setting.YamlReader;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a {@link Workload} of raw settings: fills in defaults, checks everything, and reports all problems at once. */
public final class Planner {
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
     * The workload of these flags over settings that were not read from a file.
     *
     * @throws InvalidInput with every problem
     */
    public Workload plan(Settings flags, WorkloadFile said) {
        return plan(flags, said, new ArrayList<>());
    }

    private Workload plan(Settings flags, WorkloadFile file, List<Problem> problems) {
        Settings own = flags.over(file.common());
        ClientConfigFile client = client(own, problems);
        ImportedSettings imported = imported(own, problems);
        boolean readable = problems.isEmpty();
        List<StreamSettings> said = file.under(flags);
        List<StreamSettings> given = said.stream()
                .map(stream -> new StreamSettings(stream.name(), imported.under(stream.settings(), client.settings())))
                .toList();
        List<StreamSettings> each = given.stream().map(client::under).toList();
        Settings settings = client.under(imported.under(own, client.settings()), each);
        OptionValues options = new OptionValues(settings, problems);
        Target target = target(options, client);
        Optional<Workload.Agents> agents = agents(options);
        List<StreamPlan> streams = each.stream()
                .map(stream -> new StreamPlanner(stream, rules, coresOfEach(agents), problems).plan())
                .map(stream ->
                        agents.map(of -> stream.of(new Shard(0, of.count()))).orElse(stream))
                .toList();
        RunRules rulesOfRun = new RunRules(settings, problems);
        rulesOfRun.check(target, each, streams);
        new RegistryRules(settings, problems).check(each, streams);
        if (readable) {
            new ShapeRules(settings, problems).check(imported, said);
        }
        new AgentRules(settings, problems).check(agents, target, each, streams);
        List<Threshold> thresholds = options.each(CheckOptions.THRESHOLD);
        List<AbortRule> aborts = options.each(CheckOptions.ABORT_WHEN);
        rulesOfRun.thresholds(thresholds, streams);
        rulesOfRun.aborts(aborts, streams);
        Verify verify = options.get(CheckOptions.VERIFY);
        List<Fault> faults = faults(options);
        String name = options.get(OutputOptions.NAME);
        new FaultRules(settings, problems).check(faults, target, streams);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems.stream().distinct().toList());
        }
        Map<String, Object> effective = Effective.of(settings, each, streams);
        return new Workload(
                name,
                target,
                agents,
                streams,
                verify,
                faults,
                thresholds,
                aborts,
                notes(imported, client, given),
                effective);
    }

    private static List<Fault> faults(OptionValues options) {
        return Stream.concat(
                        options.optional(CheckOptions.FAULT).stream().flatMap(List::stream),
                        options.each(CheckOptions.FAULT_COMMAND).stream())
                .sorted(Comparator.comparing(Fault::at))
                .toList();
    }

    private static List<String> notes(ImportedSettings imported, ClientConfigFile client, List<StreamSettings> given) {
        Set<String> notes = new LinkedHashSet<>(imported.notes());
        notes.addAll(client.notes());
        given.forEach(stream -> notes.addAll(client.overruledBy(stream.settings())));
        return List.copyOf(notes);
    }

    private static ImportedSettings imported(Settings own, List<Problem> problems) {
        Optional<Given> shape = own.one(RecordOptions.SHAPE);
        if (shape.isPresent()) {
            Optional<Double> speed = new OptionValues(own, problems).optional(LoadOptions.SPEED);
            return ShapeFile.read(Path.of(shape.get().text()), speed.orElse(1.0), problems);
        }
        return own.one(RecordOptions.DATAGEN)
                .map(given -> DatagenConnector.read(Path.of(given.text()), problems))
                .orElseGet(ImportedSettings::none);
    }

    private ClientConfigFile client(Settings settings, List<Problem> problems) {
        return settings.one(ClusterOptions.COMMAND_CONFIG)
                .map(given -> ClientConfigFile.read(Path.of(given.text()), rules, problems))
                .orElseGet(ClientConfigFile::none);
    }

    private static Optional<Workload.Agents> agents(OptionValues options) {
        Workload.Agents.Place place = options.get(AgentOptions.ON);
        Optional<String> control = options.optional(AgentOptions.CONTROL_BOOTSTRAP_SERVER);
        return options.optional(AgentOptions.AGENTS).map(count -> new Workload.Agents(count, place, control));
    }

    /** Agents of this machine share its cores; what others have is not known. */
    private int coresOfEach(Optional<Workload.Agents> agents) {
        return agents.filter(of -> of.place().equals(Workload.Agents.Place.LOCAL))
                .map(of -> Math.max(1, cores / of.count()))
                .orElse(cores);
    }

    private static Target target(OptionValues options, ClientConfigFile client) {
        return new Target(
                options.optional(ClusterOptions.BOOTSTRAP_SERVER),
                options.get(ClusterOptions.BROKERS),
                options.optional(ClusterOptions.DATA_DIR),
                network(options),
                options.optional(ClusterOptions.SCHEMA_REGISTRY)
                        .map(urls -> new Target.Registry(urls, Map.copyOf(client.registry()))),
                options.optional(ClusterOptions.BROKER_METRICS).orElse(List.of()),
                client.properties());
    }

    private static Optional<Target.Network> network(OptionValues options) {
        Optional<Long> bits = options.optional(ClusterOptions.LINK);
        Duration delay = options.optional(ClusterOptions.LINK_DELAY).orElse(Duration.ZERO);
        return options.get(ClusterOptions.NETWORK).equals(ClusterOptions.NAMESPACES)
                ? Optional.of(new Target.Network(bits, delay))
                : Optional.empty();
    }
}

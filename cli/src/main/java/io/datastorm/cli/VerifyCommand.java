package io.datastorm.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.topic.ClusterArguments;
import io.datastorm.core.report.summary.VerificationText;
import io.datastorm.core.result.Verification;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.journal.Seal;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.format.ValueCheck;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.schema.SchemaFile;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.admin.ClusterFacts;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.through.ThroughTopic;
import io.datastorm.kafka.verify.Survey;
import io.datastorm.kafka.verify.TopicSurveyor;
import io.datastorm.kafka.verify.VerificationProgress;
import io.datastorm.run.verify.Receivers;
import io.datastorm.run.verify.StreamVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code datastorm verify}: reads a topic back and tells what is in it, or judges it by the journal of a run. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a topic back.",
            "With --journal: judges whether anything of that run was lost, duplicated, reordered or corrupted.",
            "With --through: judges also what your application has made of them.",
            "Without: tells what is in any topic, and whether batches and values are as they should be."
        },
        footer = {
            "",
            "Exit codes: 0 all is well; 1 not everything could be read, or the journal does not speak of",
            "all records; 2 bad input; 3 no access; 5 something is lost, duplicated, reordered or corrupted, also",
            "by your application."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterArguments cluster;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic. Default: that of the journal.")
    private String topic;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "What a run with --verify has written down: the file 'journal' "
                    + "beside its result, also after a crash.")
    private Path journal;

    @Option(
            names = "--partial",
            description =
                    "Accept a journal that was cut off or is damaged: judge by what is left of it, and exit with 0"
                            + " if nothing is wrong.")
    private boolean partial;

    @Option(
            names = "--resume",
            description =
                    "Go on where a verification by this journal was interrupted. Without it everything is read again.")
    private boolean resume;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "Decode each value with this Avro schema, .proto file or descriptor set.")
    private Path schema;

    @Option(
            names = "--message",
            paramLabel = "NAME",
            description = "Message of a .proto file or a descriptor set. Default: the first of the file.")
    private String message;

    @Option(names = "--template", paramLabel = "NAME", description = "Decode each value with a schema that ships.")
    private String template;

    @Option(
            names = "--format",
            paramLabel = "avro|protobuf|avro-registry|protobuf-registry",
            description = "Encoding of the values: with -registry the id of a schema is before each. Default: avro, "
                    + "or protobuf for messages of Protobuf.")
    private String format;

    @Mixin
    private ThroughArguments through;

    @Option(names = "--json", description = "A JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Supplier<ValueCheck> values = values();
        through.check(journal != null);
        if (journal == null && topic == null) {
            throw new InvalidInput("--topic", "is missing: name a topic, or give the --journal of a run");
        }
        if (topic != null) {
            TopicOptions.requireAnyTopic(topic);
        }
        if (journal == null && (partial || resume)) {
            throw new InvalidInput(partial ? "--partial" : "--resume", "needs --journal");
        }
        return journal == null ? survey(values) : judge();
    }

    private int judge() throws IOException, InterruptedException {
        try (JournalIndex index = journal()) {
            requireUsable(index);
            try (Admin admin = cluster.connect()) {
                requireSameTopic(index, admin);
                Receivers receivers = through.read(
                        new ThroughTopic.Cluster(admin, cluster.servers(), cluster.properties()), index.heading());
                return judge(index, new StreamVerification.Reading(admin, cluster.client()), receivers);
            }
        }
    }

    private Supplier<ValueCheck> values() {
        Optional<Schema> known = schema();
        if (format != null && known.isEmpty()) {
            throw new InvalidInput("--format", "needs --schema or --template: values are not decoded without");
        }
        boolean messages = schema != null && schemaFile().messages();
        Format of = format == null ? (messages ? Format.PROTOBUF : Format.AVRO) : RecordOptions.FORMAT.require(format);
        if (messages && !of.messages()) {
            throw new InvalidInput(
                    "--format",
                    "must be protobuf or protobuf-registry for messages of Protobuf, got '%s'".formatted(of.text()));
        }
        known.ifPresent(own -> requireCheckable(own, of));
        return () -> known.map(own -> ValueCheck.of(own, of)).orElse(null);
    }

    private static void requireCheckable(Schema schema, Format format) {
        try {
            ValueCheck.of(schema, format);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("--format", e.getMessage());
        }
    }

    private SchemaFile schemaFile() {
        return new SchemaFile(schema, Optional.ofNullable(message));
    }

    private Optional<Schema> schema() {
        if (schema != null && (template != null || journal != null)) {
            throw new InvalidInput("--schema", "contradicts " + (template != null ? "--template" : "--journal"));
        }
        if (message != null && schema == null) {
            throw new InvalidInput("--message", "needs --schema FILE.proto");
        }
        if (schema != null) {
            return Optional.of(schemaFile().read());
        }
        return Optional.ofNullable(template).map(name -> SchemaReader.parse(name, Templates.text(name)));
    }

    private JournalIndex journal() {
        try {
            return JournalIndex.read(journalFile());
        } catch (IOException e) {
            throw new InvalidInput("--journal", "'" + journal + "' cannot be used: " + e.getMessage());
        }
    }

    /** A run's directory is as good as the journal in it. */
    private Path journalFile() {
        if (!Files.isDirectory(journal)) {
            return journal;
        }
        if (Files.isDirectory(journal.resolve("streams"))) {
            throw new InvalidInput(
                    "--journal",
                    "'%s' is of a run with several streams: name one of them, such as %s/streams/NAME"
                            .formatted(journal, journal));
        }
        Path file = journal.resolve(Journal.FILE);
        if (!Files.exists(file)) {
            throw new InvalidInput(
                    "--journal", "there is no journal in '" + journal + "'; a run writes one if --verify is given");
        }
        return file;
    }

    private void requireUsable(JournalIndex index) {
        Topics about = index.heading().topics();
        if (topic != null && !about.names().equals(List.of(topic))) {
            throw new InvalidInput("--journal", "is about topic '" + about + "', not '" + topic + "'");
        }
        if (index.end().damage().isPresent() && !partial) {
            throw new InvalidInput(
                    "--journal",
                    "'%s' is damaged (%s): no verdict can rest on it; --partial judges by what stands before the damage"
                            .formatted(journal, index.end().damage().get()));
        }
    }

    private static void requireSameTopic(JournalIndex index, Admin admin) {
        Heading heading = index.heading();
        String cluster = ClusterFacts.of(admin).clusterId();
        if (!heading.clusterId().equals(cluster)) {
            throw new InvalidInput(
                    "--bootstrap-server",
                    "is cluster %s, but the journal is of a run in cluster %s".formatted(cluster, heading.clusterId()));
        }
        List<String> known = index.end().seal().map(Seal::topicIds).orElse(heading.topicIds());
        TopicLog.find(admin, heading.topics()).ifPresent(now -> requireSameTopics(now, known));
    }

    private static void requireSameTopics(TopicLog now, List<String> known) {
        for (int topic = 0; topic < now.topics().count(); topic++) {
            // The first partition of a topic has its number.
            if (!now.sameTopic(topic, known)) {
                throw new InvalidInput(
                        "--journal",
                        ("is of another topic '%s': that one (id %s) was deleted since, and "
                                        + "the one of today (id %s) was created later")
                                .formatted(
                                        now.topics().name(topic),
                                        known.get(topic),
                                        now.ids().get(topic)));
            }
        }
    }

    private int judge(JournalIndex index, StreamVerification.Reading reading, Receivers receivers) throws IOException {
        VerificationProgress progress = resume
                ? VerificationProgress.resume(journalFile(), index)
                : VerificationProgress.begin(journalFile(), index);
        Verification found = StreamVerification.verify(index, progress, reading, receivers);
        print(found, VerificationText.lines(found));
        if (found.broken()) {
            return ExitCode.NOT_PROVEN;
        }
        return found.clean() || (partial && found.partial()) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int survey(Supplier<ValueCheck> values) throws IOException {
        try (Admin admin = cluster.connect()) {
            return survey(admin, cluster.client(), values);
        }
    }

    private int survey(Admin admin, Map<String, Object> client, Supplier<ValueCheck> values) throws IOException {
        Survey found = new TopicSurveyor(admin, client).survey(topic, values);
        print(found, SurveyText.lines(found));
        if (found.contents().corrupted()) {
            return ExitCode.NOT_PROVEN;
        }
        return found.unread() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(Object document, List<String> lines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(document));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}

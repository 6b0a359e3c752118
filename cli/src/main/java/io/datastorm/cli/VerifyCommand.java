package io.datastorm.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.datastorm.core.measure.Verification;
import io.datastorm.core.proof.Ledger;
import io.datastorm.core.report.VerificationText;
import io.datastorm.core.workload.read.ClientConfigFile;
import io.datastorm.generator.Templates;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.kafka.verify.Survey;
import io.datastorm.kafka.verify.TopicSurveyor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
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
            "Without: tells what is in any topic, and whether batches and values are as they should be."
        },
        footer = {
            "",
            "Exit codes: 0 all is well, 1 not everything could be read, 2 bad input, 3 no access,",
            "5 something is lost, duplicated, reordered or corrupted."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,…",
            required = true,
            description = "The cluster.")
    private String bootstrapServer;

    @Option(names = "--command-config", paramLabel = "FILE", description = "Kafka client properties (TLS, SASL, …).")
    private Path commandConfig;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "The topic. Default: that of the journal.")
    private String topic;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "What a run with --verify has written down: the file 'journal' beside its result, also after a crash.")
    private Path journal;

    @Option(names = "--schema", paramLabel = "FILE.avsc", description = "Decode each value with this Avro schema.")
    private Path schema;

    @Option(names = "--template", paramLabel = "NAME", description = "Decode each value with a schema that ships.")
    private String template;

    @Option(names = "--json", description = "A JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Map<String, String> properties = properties();
        Optional<Schema> values = schema();
        if (journal == null && topic == null) {
            throw new InvalidInput("--topic", "is missing: name a topic, or give the --journal of a run");
        }
        if (journal != null) {
            requireJournal();
        }
        try (Admin admin = ClusterAccess.connect(bootstrapServer, properties)) {
            Map<String, Object> client = ClusterAccess.properties(bootstrapServer, properties);
            return journal == null ? survey(admin, client, values) : judge(admin, client);
        }
    }

    private Map<String, String> properties() {
        if (commandConfig == null) {
            return Map.of();
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, String> properties = ClientConfigFile.read(commandConfig, new ProducerRules(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return properties;
    }

    private Optional<Schema> schema() {
        if (schema != null && (template != null || journal != null)) {
            throw new InvalidInput("--schema", "contradicts " + (template != null ? "--template" : "--journal"));
        }
        if (schema != null) {
            return Optional.of(SchemaReader.read(schema));
        }
        return Optional.ofNullable(template).map(name -> SchemaReader.parse(name, Templates.text(name)));
    }

    private void requireJournal() {
        try {
            String about = Ledger.read(journal).heading().topic();
            if (topic != null && !topic.equals(about)) {
                throw new InvalidInput("--journal", "is about topic '" + about + "', not '" + topic + "'");
            }
        } catch (IOException e) {
            throw new InvalidInput("--journal", "'" + journal + "' cannot be read: " + e.getMessage());
        }
    }

    private int judge(Admin admin, Map<String, Object> client) throws IOException {
        Verification found = RunProof.verify(journal, admin, client);
        print(found, VerificationText.lines(found));
        if (found.broken()) {
            return ExitCode.NOT_PROVEN;
        }
        return found.clean() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private int survey(Admin admin, Map<String, Object> client, Optional<Schema> values) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        Survey found = new TopicSurveyor(admin, client, threads).survey(topic, values);
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

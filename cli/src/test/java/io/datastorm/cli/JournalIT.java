package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code datastorm verify --journal} of a run that is over. */
final class JournalIT {
    @TempDir
    private Path directory;

    /** A journal of another cluster, of a topic that was created again, or that is damaged: nothing is judged. */
    @Test
    void aJournalThatDoesNotFitIsBadInput() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1));
                LocalCluster other = LocalCluster.start(ClusterPlan.of(1))) {
            Path out = directory.resolve("out");
            Cli run = Cli.run(
                    "run", "--out", out.toString(), "-b", cluster.bootstrapServers(), "--records", "1000", "--verify");
            assertThat(run.code()).as(run.err()).isZero();
            Path journal = out.resolve("journal");
            assertRefused(other.bootstrapServers(), journal, "but the journal is of a run in cluster");
            byte[] bytes = Files.readAllBytes(journal);
            // In the first block, behind the line that says what the journal is about.
            int line = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n');
            bytes[line + 30] ^= 1;
            Path damaged = Files.write(out.resolve("damaged"), bytes);
            assertRefused(cluster.bootstrapServers(), damaged, "is damaged (block 0");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
                admin.deleteTopics(List.of("datastorm")).all().get();
                admin.createTopics(List.of(new NewTopic("datastorm", 32, (short) 1)))
                        .all()
                        .get();
                awaitTopic(admin, "datastorm");
            }
            assertRefused(cluster.bootstrapServers(), journal, "is of another topic 'datastorm'");
        }
    }

    /** A broker learns of a new topic a moment after it was created. */
    private static void awaitTopic(Admin admin, String topic) throws InterruptedException {
        boolean known = false;
        while (!known) {
            try {
                known = admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .containsKey(topic);
            } catch (ExecutionException notThereYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static void assertRefused(String brokers, Path journal, String words) {
        Cli refused = Cli.run("verify", "-b", brokers, "--journal", journal.toString());
        assertThat(refused.code()).as(refused.out()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains(words);
        assertThat(refused.out()).isEmpty();
    }
}

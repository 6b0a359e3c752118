package io.datastorm.kafka.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.run.sender.SenderHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verification that was interrupted goes on, on a real broker. It lies here because a run makes what it reads. */
final class VerificationProgressIT {
    private static final long RECORDS = 20_000;

    @TempDir
    private Path directory;

    private Path journal() {
        return directory.resolve("journal");
    }

    @Test
    void whatWasReadIsNotReadAgain() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(ClusterPlan.of(1));
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<Option<?>, String> settings = SenderHarness.settings(SenderPlan.Kind.DIRECT, "interrupted");
            settings.put(LoadOptions.RECORDS, Long.toString(RECORDS));
            settings.put(SenderOptions.BATCH_SIZE, "4KiB");
            SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory)
                    .run();
            Map<String, Object> client = Map.of("bootstrap.servers", cluster.bootstrapServers());
            try (JournalIndex index = JournalIndex.read(journal())) {
                assertThatThrownBy(() -> VerificationProgress.resume(journal(), index))
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageContaining("there is no verification to go on with");
                readHalf(admin, client, index);
                Findings found = new RunVerifier(admin, client)
                        .verify(index, VerificationProgress.resume(journal(), index))
                        .findings();
                assertThat(found.verdict()).isEqualTo(Verdict.CLEAN);
                assertThat(found.read()).isEqualTo(RECORDS);
                assertThat(found.notes()).singleElement().asString().contains("were read by the verification");
                assertThat(directory.resolve("journal.progress")).doesNotExist();
            }
        }
    }

    /** Up to the middle of each partition. */
    private void readHalf(Admin admin, Map<String, Object> client, JournalIndex index) throws IOException {
        VerificationProgress progress = VerificationProgress.begin(journal(), index);
        TopicLog log = TopicLog.ask(admin, index.heading().topics());
        Map<Integer, TopicReader.Span> halves = new TreeMap<>();
        log.partitions()
                .forEach((partition, at) ->
                        halves.put(partition, new TopicReader.Span(0, 0, at.end() / 2, false, false)));
        Judge judge = new Judge(index, halves.size(), partition -> true);
        new TopicReader(client, log, partition -> 0)
                .read(
                        halves,
                        partition -> new JudgingVisitor(judge.partition(partition)),
                        RunVerifier.listener(judge, log, progress));
        assertThat(directory.resolve("journal.progress")).isNotEmptyFile();
        try (JournalIndex other = JournalIndex.read(journal())) {
            assertThat(VerificationProgress.resume(journal(), other).of(0)).isPresent();
        }
    }
}

package io.datastorm.run.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.common.Uuid;

/**
 * The topics that DataStorm created from this account, by Kafka's topic ids: a topic of the same name that somebody
 * made anew is foreign.
 */
public final class TopicLedger {
    private final Path file;

    /** Kept in this directory. */
    public TopicLedger(Path directory) {
        this.file = directory.resolve("created-topics");
    }

    /** Whether a topic is DataStorm's. */
    public boolean contains(Uuid topicId) {
        if (topicId.equals(Uuid.ZERO_UUID)) {
            // Brokers before 2.8 have no ids: every topic would look like ours.
            return false;
        }
        try {
            return Files.exists(file)
                    && Files.readAllLines(file, StandardCharsets.UTF_8).contains(topicId.toString());
        } catch (IOException e) {
            // Unreadable means unknown: the user is asked for --allow-existing.
            return false;
        }
    }

    /** False if they could not be noted: without that the topics are foreign to the next run. */
    public boolean add(List<Uuid> topicIds) {
        if (topicIds.isEmpty()) {
            return true;
        }
        try {
            Files.createDirectories(file.getParent());
            List<String> lines = topicIds.stream().map(Uuid::toString).toList();
            Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

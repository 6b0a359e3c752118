package io.datastorm.kafka.relay;

import java.time.Duration;
import java.util.Map;

/**
 * What a relay does.
 *
 * @param client properties for any client, addresses included
 * @param from the topic that it reads
 * @param to the topic that it writes
 * @param group of its consumer
 * @param isolationLevel of its consumer
 * @param commitInterval how often at least once commits offsets
 * @param process time that it spends on each record before it is written
 * @param transactionalId of its producer; one instance at a time has it
 */
public record RelayPlan(
        Map<String, Object> client,
        String from,
        String to,
        String group,
        Guarantee guarantee,
        String isolationLevel,
        Duration commitInterval,
        Duration process,
        String transactionalId) {}

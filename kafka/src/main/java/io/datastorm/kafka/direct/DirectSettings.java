package io.datastorm.kafka.direct;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A producer's settings, as far as they mean anything to the direct sender. */
public final class DirectSettings {
    /**
     * The operating system's own sizing: it grows the socket's buffer to what a large batch needs, where Kafka's
     * default is 128 KiB.
     */
    private static final int AUTOMATIC = -1;

    /** What the names of settings that apply begin with. */
    private static final List<String> APPLY = List.of(
            "client.",
            "compression.",
            "connections.max.idle.ms",
            "delivery.timeout.ms",
            "max.block.ms",
            "metadata.max.age.ms",
            "metadata.recovery.",
            "receive.buffer.bytes",
            "reconnect.backoff.",
            "request.timeout.ms",
            "retry.backoff.",
            "sasl.",
            "security.",
            "send.buffer.bytes",
            "socket.connection.setup.",
            "ssl.");

    private DirectSettings() {}

    /**
     * Checks what the plan alone can tell.
     *
     * @param memoryBytes how much memory batches may take in all
     * @throws InvalidInput for settings that would be ignored, and for buffers that do not fit
     */
    public static void check(SenderPlan plan, long memoryBytes) {
        List<Problem> problems = new ArrayList<>();
        for (String name : plan.properties().keySet()) {
            if (APPLY.stream().noneMatch(name::startsWith)) {
                problems.add(new Problem(
                        "--producer-property",
                        "'" + name + "' means nothing to --sender direct; use --sender producer"));
            }
        }
        long each = plan.batch().bufferMemory().bytes();
        if (each > memoryBytes / plan.workers()) {
            problems.add(new Problem(
                    "--buffer-memory",
                    "%s for each of %d workers is more than this process may take (%s); lower it, --batch-size or --workers"
                            .formatted(plan.batch().bufferMemory(), plan.workers(), new DataSize(memoryBytes))));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    static Map<String, Object> of(SenderPlan plan, Target target) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.SEND_BUFFER_CONFIG, AUTOMATIC);
        settings.putAll(ProducerSettings.of(plan, target));
        return settings;
    }
}

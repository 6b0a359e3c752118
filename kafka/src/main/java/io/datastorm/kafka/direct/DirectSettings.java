package io.datastorm.kafka.direct;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.kafka.direct.template.TimestampDelta;
import io.datastorm.kafka.producer.ProducerSettings;
import java.time.Duration;
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

    private static final int BATCHES_A_REQUEST = 8;
    /** Brokers take requests of 100 MiB unless they are told otherwise. */
    private static final long LARGEST_REQUEST = 64 << 20;

    /** What the names of settings that apply begin with. */
    private static final List<String> APPLY = List.of(
            "client.",
            "compression.",
            "connections.max.idle.ms",
            "delivery.timeout.ms",
            "max.block.ms",
            "max.request.size",
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
        requireRequestFits(plan, problems);
        long each = plan.batch().bufferMemory().bytes();
        if (each > memoryBytes / plan.workers()) {
            problems.add(new Problem(
                    "--buffer-memory",
                    ("%s for each of %d workers is more than this process may take (%s); "
                                    + "lower it, --batch-size or --workers")
                            .formatted(plan.batch().bufferMemory(), plan.workers(), new DataSize(memoryBytes))));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private static void requireRequestFits(SenderPlan plan, List<Problem> problems) {
        String most = plan.properties().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        // What is no number the settings' own check has told.
        if (most != null
                && most.matches("\\d+")
                && Long.parseLong(most) < plan.batch().size().bytes()) {
            problems.add(new Problem(
                    "--producer-property",
                    "max.request.size=%s is less than a batch of %s; raise it, or lower --batch-size"
                            .formatted(most, plan.batch().size())));
        }
    }

    /** What a request of this plan holds at most, batches and what stands around them. */
    public static long largestRequest(SenderPlan plan) {
        long batch = plan.batch().size().bytes();
        long batches = Math.max(batch, Math.min(LARGEST_REQUEST, BATCHES_A_REQUEST * batch));
        String most = plan.properties().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return most == null ? batches : Math.min(batches, Long.parseLong(most));
    }

    /** How much earlier than it is sent a record may have happened. */
    public static Duration mostDelay() {
        return TimestampDelta.MOST_DELAY;
    }

    static Map<String, Object> of(SenderPlan plan, Target target) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put(ProducerConfig.SEND_BUFFER_CONFIG, AUTOMATIC);
        settings.putAll(ProducerSettings.of(plan, target));
        return settings;
    }
}

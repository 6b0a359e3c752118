package io.datastorm.run.control;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.record.RecordPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Tells whether two processes understand a plan in the same way. */
public final class PlanDigest {
    private PlanDigest() {}

    /**
     * A digest of what all agents of a run must do alike.
     *
     * @param schemas the text of each stream's schema, by the stream's title
     */
    public static String of(List<StreamPlan> streams, Map<String, String> schemas) {
        StringBuilder text = new StringBuilder();
        for (StreamPlan stream : streams) {
            RecordPlan records = stream.records();
            List<Object> facts = List.of(
                    stream.title(),
                    stream.topic(),
                    stream.load(),
                    stream.extent(),
                    stream.sender(),
                    records.values().identity(),
                    records.pool(),
                    records.frozen(),
                    records.seed(),
                    records.keys(),
                    records.tombstones(),
                    records.timestamps(),
                    records.partitioning(),
                    records.dirt(),
                    records.registration().valueId(),
                    records.registration().keyId(),
                    // Their values may be secrets of each agent's own file.
                    List.copyOf(records.headers().keySet()));
            text.append(facts).append(schemas.getOrDefault(stream.title(), "")).append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}

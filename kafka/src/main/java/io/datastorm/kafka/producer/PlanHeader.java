package io.datastorm.kafka.producer;

import io.datastorm.core.workload.record.RecordPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A header that a plan gives each record: its value is text in UTF-8. Immutable as long as nobody writes into the
 * array.
 */
public final class PlanHeader implements Header {
    private final String name;
    private final byte[] value;

    private PlanHeader(String name, String text) {
        this.name = name;
        this.value = text.getBytes(StandardCharsets.UTF_8);
    }

    /** All headers of a plan, in their order. */
    public static List<Header> of(RecordPlan plan) {
        return plan.headers().entrySet().stream()
                .<Header>map(header -> new PlanHeader(header.getKey(), header.getValue()))
                .toList();
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public byte[] value() {
        return value;
    }
}

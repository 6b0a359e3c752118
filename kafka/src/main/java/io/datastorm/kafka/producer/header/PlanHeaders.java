package io.datastorm.kafka.producer.header;

import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.generator.header.HeaderTemplate;
import io.datastorm.generator.stamp.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;

/**
 * The headers that a run gives each record of a worker, with values that are written over: those of its plan, and when
 * the record was due. For one thread.
 */
public final class PlanHeaders {
    private final List<HeaderTemplate> templates;
    private final List<Header> headers;
    private final FixedHeader due = new FixedHeader(DueStamp.HEADER, DueStamp.BYTES);
    /** Null if records do not tell when they were due. */
    private final DueStamp timing;

    /** Of a stream, in its order; the last of them says when records were due, if they are to tell. */
    public PlanHeaders(StreamPlan plan, Optional<DueStamp> timing) {
        this.templates = templates(plan);
        this.timing = timing.orElse(null);
        List<Header> all = new ArrayList<>(templates.stream().map(Value::new).toList());
        timing.ifPresent(stamp -> all.add(due));
        this.headers = List.copyOf(all);
    }

    /** The headers of a stream, in its order. */
    public static List<HeaderTemplate> templates(StreamPlan plan) {
        return plan.records().headers().entrySet().stream()
                .map(header -> HeaderTemplate.of(header.getKey(), header.getValue(), plan.seed()))
                .toList();
    }

    /** Their values are those of the last record that they were stamped for. */
    public List<Header> list() {
        return headers;
    }

    /** Whether records tell when they were due. */
    public boolean timed() {
        return timing != null;
    }

    /** Writes when the record was due, if it is to tell. */
    public void due(long intendedNanos) {
        if (timing != null) {
            timing.write(due.value(), 0, intendedNanos);
        }
    }

    /** Copies what was written of that. */
    public void copyDue(byte[] target, int offset) {
        System.arraycopy(due.value(), 0, target, offset, DueStamp.BYTES);
    }

    /** Whether those of the plan differ between records. */
    public boolean stamped() {
        return templates.stream().anyMatch(template -> !template.places().isEmpty());
    }

    /** Writes the values of a record. */
    public void stamp(Freshness now) {
        for (int i = 0; i < templates.size(); i++) {
            byte[] value = headers.get(i).value();
            for (HeaderTemplate.Place place : templates.get(i).places()) {
                place.stamp().write(value, place.offset(), place.width(), now);
            }
        }
    }

    private static final class Value implements Header {
        private final String name;
        private final byte[] value;

        Value(HeaderTemplate template) {
            this.name = template.name();
            this.value = template.blank();
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
}

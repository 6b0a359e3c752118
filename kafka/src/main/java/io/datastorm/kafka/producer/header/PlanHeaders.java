package io.datastorm.kafka.producer.header;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.generator.header.HeaderTemplate;
import io.datastorm.generator.stamp.Freshness;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** The headers that a plan gives each record of a worker, with values that are written over. For one thread. */
public final class PlanHeaders {
    private final List<HeaderTemplate> templates;
    private final List<Header> headers;

    /** Of a stream, in its order. */
    public PlanHeaders(StreamPlan plan) {
        this.templates = templates(plan);
        this.headers = templates.stream().<Header>map(Value::new).toList();
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

    /** Whether they differ between records. */
    public boolean stamped() {
        return templates.stream().anyMatch(template -> !template.places().isEmpty());
    }

    /** Writes the values of a record. */
    public void stamp(Freshness now) {
        for (int i = 0; i < headers.size(); i++) {
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

package io.datastorm.core.workload.option;

import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.generator.dirt.Lateness;
import java.util.List;

/** When the events of a stream happened, where their records go, and which of them are wrong on purpose. */
public final class EventOptions {
    public static final Option<Timestamps> TIMESTAMPS = Option.of(
                    "records.timestamps",
                    "--timestamps",
                    "now|lag:D|field:NAME",
                    Timestamps::parse,
                    "Timestamp of each record: when it is sent, so long before that, or what a field of the value "
                            + "tells: one that is stamped with the time, or counts in milliseconds.")
            .fallback("now");

    public static final Option<Partitioning> PARTITIONER = Option.of(
                    "records.partitioner",
                    "--partitioner",
                    "kafka|round-robin|sticky|fixed:N|zipf:S",
                    Partitioning::parse,
                    "Partition of each record: that of Kafka's own partitioner, one after the other, one for a batch, "
                            + "always partition N, or by Zipf's law with exponent S. All but the first ignore keys.")
            .fallback("kafka");

    public static final Option<Lateness> LATE = Option.of(
            "records.late",
            "--late",
            "rate=SHARE,delay=D..D",
            Parsers::lateness,
            "Share of events that are sent late, and how late: rate=5%,delay=1h..24h. Their timestamps tell when they "
                    + "happened.");

    public static final Option<Double> DROP = Option.of(
            "records.drop",
            "--drop",
            "SHARE",
            Parsers::share,
            "Share of events that are never sent, such as 1%: their numbers are missing in the topic.");

    public static final Option<Double> DUPLICATE = Option.of(
            "records.duplicate",
            "--duplicate",
            "SHARE",
            Parsers::share,
            "Share of events that are sent twice, such as 1%.");

    public static final Option<Double> INVALID = Option.of(
            "records.invalid",
            "--invalid",
            "SHARE",
            Parsers::share,
            "Share of events whose values cannot be decoded, such as 0.1%.");

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(TIMESTAMPS, PARTITIONER, LATE, DROP, DUPLICATE, INVALID);

    private EventOptions() {}
}

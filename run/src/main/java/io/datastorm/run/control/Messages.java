package io.datastorm.run.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What coordinator and agents tell each other. Payloads are JSON, but for snapshots and parts of journals. */
public final class Messages {
    /** After this the other side is taken for dead. */
    public static final long SILENCE_NANOS = 6_000_000_000L;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    /** What a message means. */
    public enum Type {
        /** Agent: here I am, {@link Hello}. */
        HELLO(1),
        /** Coordinator: your plan, {@link AgentPlan}. */
        PLAN(2),
        /** Coordinator: you are not wanted, {@link Refusal}. */
        REFUSAL(3),
        /** Agent: what is your time, {@link Question}. */
        QUESTION(4),
        /** Coordinator: my time, {@link ClockExchange.ClockAnswer}. */
        ANSWER(5),
        /** Agent: all senders are open, {@link Clock}. */
        READY(6),
        /** Coordinator: the first record is due at this time, {@link Time}. */
        START(7),
        /** Coordinator: the measured window begins at this time, {@link Time}. */
        MEASURE(8),
        /** Agent: a second has passed, as {@code SnapshotCodec} encodes it. */
        SNAPSHOT(9),
        /** Agent: what became of records, a {@link JournalPart}. */
        JOURNAL(10),
        /** Agent: all is sent, the last answers are awaited; no payload. */
        SENT(11),
        /** Agent: all is over, {@link Ended}. */
        ENDED(12),
        /** Coordinator: stop, {@link Stop}. */
        STOP(13),
        /** Anybody: I am alive; no payload. */
        ALIVE(14),
        /** Agent: what was acknowledged in each step of a few milliseconds, {@link Acks}. */
        ACKS(15);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }

        /** On the wire. */
        public byte code() {
            return code;
        }

        /** Null if there is none. */
        public static Type of(byte code) {
            return Arrays.stream(values())
                    .filter(type -> type.code == code)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Who an agent is.
     *
     * @param process that it runs in: several agents may share one
     */
    public record Hello(int of, String host, String process, int cores, String version) {
        public Hello {
            host = host == null ? "unknown" : host;
            process = process == null ? "" : process;
            version = version == null ? "unknown" : version;
        }
    }

    /** Why an agent is not wanted. */
    public record Refusal(String incarnation, String reason) {
        public Refusal {
            incarnation = incarnation == null ? "" : incarnation;
        }
    }

    /** When a question left, by the agent's clock. */
    public record Question(long asked) {}

    /** An agent's clock as far as it is known. */
    public record Clock(long offsetNanos, long errorNanos) {}

    /** A time of the coordinator's clock, nanoseconds since 1970. */
    public record Time(long epochNanos) {}

    /**
     * What an agent has seen acknowledged.
     *
     * @param fromEpochNanos when the first step began, by the coordinator's clock
     * @param counts how many records in each step of {@code AckSeries.STEP_NANOS}
     */
    public record Acks(long fromEpochNanos, List<Long> counts) {
        /** So many steps are 100 s. */
        private static final int MOST = 20_000;

        public Acks {
            if (counts == null || counts.size() > MOST || counts.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("no acknowledgements");
            }
        }
    }

    /** Why an agent shall end. */
    public record Stop(String reason, String message) {
        public Stop {
            reason = reason == null ? "" : reason;
        }
    }

    /**
     * How an agent ended.
     *
     * @param reason why early, by the name in {@code StopSignal.Reason}; null if it did not
     * @param message why early, in words
     * @param ends when the window of each stream ended, by the coordinator's clock
     * @param journals of how many records the journal of each stream speaks
     * @param snapshots how many it has told
     * @param connectMillis how long it took until its senders were open; null if they were not
     */
    public record Ended(
            String reason,
            String message,
            Clock clock,
            Map<String, Long> ends,
            Map<String, Long> journals,
            long snapshots,
            Double connectMillis,
            List<String> warnings) {
        public Ended {
            ends = ends == null ? Map.of() : ends;
            journals = journals == null ? Map.of() : journals;
            warnings = warnings == null ? List.of() : warnings;
        }
    }

    public static byte[] json(Object payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a payload.
     *
     * @throws IllegalArgumentException if it is none of this kind
     */
    public static <T> T read(byte[] payload, Class<T> type) {
        try {
            T read = JSON.readValue(payload, type);
            if (read == null) {
                throw new IllegalArgumentException("no " + type.getSimpleName() + ": null");
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}

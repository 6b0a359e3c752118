package io.datastorm.kafka.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Error codes of Kafka's protocol that a sender tells apart, by the names of the protocol guide. */
public enum ErrorCode {
    /** Nobody knows what happened. */
    UNKNOWN_SERVER_ERROR(-1),
    /** It is stored. */
    NONE(0),
    /** The batch was damaged on its way. */
    CORRUPT_MESSAGE(2),
    /** The partition is gone, or the broker does not know it yet. */
    UNKNOWN_TOPIC_OR_PARTITION(3),
    /** Nobody leads the partition now. */
    LEADER_NOT_AVAILABLE(5),
    /** Another broker leads the partition. */
    NOT_LEADER_OR_FOLLOWER(6),
    /** Not all replicas answered in time. */
    REQUEST_TIMED_OUT(7),
    /** The replica is not there. */
    REPLICA_NOT_AVAILABLE(9),
    /** The connection broke. */
    NETWORK_EXCEPTION(13),
    /** There are fewer in-sync replicas than required. */
    NOT_ENOUGH_REPLICAS(19),
    /** The same, noticed after the leader had appended. */
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(20),
    /** The broker expects another sequence number. */
    OUT_OF_ORDER_SEQUENCE_NUMBER(45),
    /** The batch is stored already. */
    DUPLICATE_SEQUENCE_NUMBER(46),
    /** The directory of the partition failed. */
    KAFKA_STORAGE_ERROR(56),
    /** The broker knows nothing of this producer. */
    UNKNOWN_PRODUCER_ID(59),
    /** The leader is newer than we know. */
    FENCED_LEADER_EPOCH(74),
    /** The leader is older than we know. */
    UNKNOWN_LEADER_EPOCH(75),
    /** The broker does not know the topic's id. */
    UNKNOWN_TOPIC_ID(100),
    /** The topic has another id. */
    INCONSISTENT_TOPIC_ID(103),
    /** Any other one: a retry would not help. */
    OTHER(Integer.MIN_VALUE);

    private static final Map<Integer, ErrorCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(error -> error.code, Function.identity()));

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    /** The number in the protocol. */
    public int code() {
        return code;
    }

    /** By its number. */
    public static ErrorCode of(int code) {
        return BY_CODE.getOrDefault(code, OTHER);
    }
}

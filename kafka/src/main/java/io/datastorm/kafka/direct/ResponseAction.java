package io.datastorm.kafka.direct;

import io.datastorm.kafka.wire.ErrorCode;
import java.util.EnumSet;
import java.util.Set;

/**
 * What to do about a broker's answer, by Kafka's error code (the protocol guide's table of error codes; KIP-98, KIP-360
 * for sequences).
 */
enum ResponseAction {
    /** It is in the log. */
    STORED,
    /** It is not in the log; it may be tried again. */
    RETRY,
    /** It may be in the log; it may be tried again. */
    RETRY_IN_DOUBT,
    /** The broker expects another sequence number. */
    OUT_OF_SEQUENCE,
    /** The broker knows nothing of this producer: perhaps because all that it wrote was removed. */
    UNKNOWN_PRODUCER,
    /** It is not in the log and will never be. */
    FAILED,
    /** It may be in the log; it is not tried again. */
    FAILED_IN_DOUBT;

    /** A leader with acks=all may also say that it no longer leads after it has appended. */
    private static final Set<ErrorCode> IN_DOUBT = EnumSet.of(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
            ErrorCode.NOT_LEADER_OR_FOLLOWER,
            ErrorCode.REQUEST_TIMED_OUT,
            ErrorCode.NETWORK_EXCEPTION,
            ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
            ErrorCode.KAFKA_STORAGE_ERROR);

    /** The leader may be another one now, or the topic a new one. */
    private static final Set<ErrorCode> STALE_METADATA = EnumSet.of(
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
            ErrorCode.LEADER_NOT_AVAILABLE,
            ErrorCode.NOT_LEADER_OR_FOLLOWER,
            ErrorCode.REPLICA_NOT_AVAILABLE,
            ErrorCode.NETWORK_EXCEPTION,
            ErrorCode.KAFKA_STORAGE_ERROR,
            ErrorCode.FENCED_LEADER_EPOCH,
            ErrorCode.UNKNOWN_TOPIC_ID,
            ErrorCode.INCONSISTENT_TOPIC_ID);

    static ResponseAction of(int code) {
        ErrorCode error = ErrorCode.of(code);
        if (IN_DOUBT.contains(error)) {
            return RETRY_IN_DOUBT;
        }
        return switch (error) {
            case NONE, DUPLICATE_SEQUENCE_NUMBER -> STORED;
            case OUT_OF_ORDER_SEQUENCE_NUMBER -> OUT_OF_SEQUENCE;
            case UNKNOWN_PRODUCER_ID -> UNKNOWN_PRODUCER;
            case UNKNOWN_SERVER_ERROR -> FAILED_IN_DOUBT;
            case OTHER -> FAILED;
            default -> RETRY;
        };
    }

    /** Whether what we know of the topic must be asked again. */
    static boolean staleMetadata(int code) {
        return STALE_METADATA.contains(ErrorCode.of(code));
    }
}

package io.datastorm.kafka.direct;

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

    private static final int UNKNOWN_SERVER_ERROR = -1;
    private static final int DUPLICATE_SEQUENCE = 46;
    private static final int OUT_OF_ORDER_SEQUENCE_NUMBER = 45;
    private static final int UNKNOWN_PRODUCER_ID = 59;
    /**
     * REQUEST_TIMED_OUT, NETWORK_EXCEPTION, NOT_ENOUGH_REPLICAS_AFTER_APPEND; and what a leader with acks=all may also
     * say after it has appended: that it no longer leads (6), that the partition (3) or its directory (56) is gone.
     */
    private static final Set<Integer> IN_DOUBT = Set.of(3, 6, 7, 13, 20, 56);

    private static final Set<Integer> RETRIABLE = Set.of(2, 5, 9, 19, 74, 75, 100, 103);
    /** The leader may be another one now, or the topic a new one. */
    private static final Set<Integer> STALE_METADATA = Set.of(3, 5, 6, 9, 13, 56, 74, 100, 103);

    static ResponseAction of(int code) {
        if (code == 0 || code == DUPLICATE_SEQUENCE) {
            return STORED;
        }
        if (code == OUT_OF_ORDER_SEQUENCE_NUMBER) {
            return OUT_OF_SEQUENCE;
        }
        if (code == UNKNOWN_PRODUCER_ID) {
            return UNKNOWN_PRODUCER;
        }
        if (IN_DOUBT.contains(code)) {
            return RETRY_IN_DOUBT;
        }
        if (code == UNKNOWN_SERVER_ERROR) {
            return FAILED_IN_DOUBT;
        }
        return RETRIABLE.contains(code) ? RETRY : FAILED;
    }

    /** Whether what we know of the topic must be asked again. */
    static boolean staleMetadata(int code) {
        return STALE_METADATA.contains(code);
    }
}

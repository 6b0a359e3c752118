package io.datastorm.kafka.direct;

/** How soon a partition could take one more batch. In the order of preference: the last is the best. */
enum Readiness {
    /** It has no leader, or its leader is down. */
    UNREACHABLE,
    /** Its leader is there, but batches wait or came back. */
    QUEUED,
    /** A batch would leave soon. */
    FLOWING
}

package io.datastorm.core.verify;

/** What a batch's own bytes say of it. */
public enum BatchHealth {
    /** Its checksum is right, and its header fits to its neighbours. */
    SOUND,
    /** Its checksum is right, but the part of its header that the checksum does not cover is not as it was written. */
    BAD_HEADER,
    /** Its checksum is wrong. */
    BAD_CHECKSUM
}

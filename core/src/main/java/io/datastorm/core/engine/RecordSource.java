package io.datastorm.core.engine;

/** Where a sender's records come from. */
public sealed interface RecordSource permits RecordPool, RecordEncoder {}

package io.datastorm.core.verify.through;

/**
 * What an application may do with a record.
 *
 * @param mayDrop it may write nothing for it
 * @param mayRepeat it may write more than one record for it
 */
public record ThroughRule(boolean mayDrop, boolean mayRepeat) {}

package io.datastorm.core.verify.through;

/**
 * How much was read before an application is judged.
 *
 * @param log whether all of the log was read that the application reads
 * @param written whether all was read that the application has written, and will write
 * @param kept whether nothing that it has written can be gone by now
 */
public record Reading(boolean log, boolean written, boolean kept) {
    /** Everything. */
    public static final Reading WHOLE = new Reading(true, true, true);
}

package io.datastorm.core.verify.through;

/**
 * How much was read before an application is judged.
 *
 * @param input whether all of the log was read that the application reads
 * @param output whether all was read that the application has written, and will write
 * @param kept whether nothing that it has written can be gone by now
 */
public record Coverage(boolean input, boolean output, boolean kept) {
    /** Everything. */
    public static final Coverage WHOLE = new Coverage(true, true, true);
}

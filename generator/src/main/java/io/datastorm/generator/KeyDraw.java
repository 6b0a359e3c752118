package io.datastorm.generator;

/** Draws the keys of records. One instance a thread; does not allocate. */
@FunctionalInterface
public interface KeyDraw {
    /** The number of a record's key; the same for the same position. */
    long number(long position);
}

package io.datastorm.core.workload.through;

/** What an application promises to write for each record that it reads. */
public enum Expectation {
    /** One record. */
    ONE_TO_ONE("one-to-one"),
    /** One record or none. */
    FILTER("filter"),
    /** One record or more. */
    AT_LEAST_ONCE("at-least-once");

    private final String text;

    Expectation(String text) {
        this.text = text;
    }

    /** As {@code --expect} says it. */
    public String text() {
        return text;
    }

    /** Whether it may write nothing for a record. */
    public boolean mayDrop() {
        return this == FILTER;
    }

    /** Whether it may write more than one record for a record. */
    public boolean mayRepeat() {
        return this == AT_LEAST_ONCE;
    }
}

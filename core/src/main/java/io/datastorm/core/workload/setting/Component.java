package io.datastorm.core.workload.setting;

/** A part of a run that settings belong to, in the order in which help shows them. */
public enum Component {
    /** Where records go. */
    CLUSTER("Cluster and topic"),
    /** What they are. */
    RECORDS("Records"),
    /** How many, how fast, how long. */
    LOAD("Load"),
    /** How they are sent. */
    SENDER("Sender"),
    /** What is checked, and what goes wrong on purpose. */
    CHECKS("Verification, faults and thresholds"),
    /** Where the result goes. */
    OUTPUT("Output");

    private final String title;

    Component(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}

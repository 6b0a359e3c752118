package io.datastorm.run.coordinator;

import io.datastorm.core.measure.recorder.RunRecorder;
import io.datastorm.run.control.ClockOffset;
import io.datastorm.run.control.Messages;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the coordinator knows of one agent. For one thread. */
final class AgentState {
    /** How far it has come. */
    enum Status {
        /** Nothing was heard of it. */
        MISSING,
        /** It has a plan. */
        PREPARING,
        /** It waits for the beginning. */
        READY,
        /** It sends. */
        SENDING,
        /** It awaits the last answers. */
        SENT,
        /** It has told everything. */
        ENDED,
        /** It is gone. */
        LOST
    }

    private final int index;
    private Status status = Status.MISSING;
    private UUID incarnation;
    private Messages.Hello hello;
    private ClockOffset clock;
    private Messages.Ended ended;
    private long heardNanos;
    private long goneNanos;
    private long snapshots;
    private Double lostSeconds;
    private final Map<Integer, Long> journalled = new HashMap<>();

    AgentState(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    Status status() {
        return status;
    }

    void status(Status reached) {
        status = reached;
    }

    /** Whether it has ended, in whatever way. */
    boolean over() {
        return status == Status.ENDED || status == Status.LOST;
    }

    /** It is there, or there again: nothing was sent so far. */
    void arrived(UUID now, Messages.Hello said, long nanos) {
        if (!now.equals(incarnation)) {
            incarnation = now;
            hello = said;
            status = Status.PREPARING;
        }
        heardNanos = nanos;
    }

    /** Whether a message is of the process that does this share. */
    boolean is(UUID other) {
        return other.equals(incarnation);
    }

    void heard(long nanos) {
        heardNanos = nanos;
    }

    long heardNanos() {
        return heardNanos;
    }

    /** Its process has ended: since when that is known. */
    long goneFor(long nanos) {
        goneNanos = goneNanos == 0 ? nanos : goneNanos;
        return nanos - goneNanos;
    }

    /** Nothing is known of it any more. */
    void forget() {
        incarnation = null;
        status = Status.MISSING;
    }

    /** Which process it is; null if none is there. */
    UUID incarnation() {
        return incarnation;
    }

    void toldSnapshot() {
        snapshots++;
    }

    /** How many snapshots have not arrived. */
    long missingSnapshots() {
        return ended == null ? 0 : ended.snapshots() - snapshots;
    }

    void ready(Messages.Clock measured) {
        clock(measured);
        status = Status.READY;
    }

    void ended(Messages.Ended how) {
        ended = how;
        clock(how.clock());
        status = Status.ENDED;
    }

    private void clock(Messages.Clock measured) {
        if (measured != null) {
            clock = new ClockOffset(measured.offsetNanos(), measured.errorNanos());
        }
    }

    /** How it ended; null if it has not told. */
    Messages.Ended ended() {
        return ended;
    }

    /** Nothing more comes of it, since this second of the measured window. */
    void lost(double seconds) {
        lostSeconds = seconds;
        status = Status.LOST;
    }

    void journalled(int stream, long records) {
        journalled.merge(stream, records, Long::sum);
    }

    /** Of how many records of a stream its journal has told. */
    long journalled(int stream) {
        return journalled.getOrDefault(stream, 0L);
    }

    /** Its host, or what stands for it. */
    String host() {
        return hello == null ? "unknown" : hello.host();
    }

    /** The process that it runs in; empty if nothing is known. */
    String process() {
        return hello == null ? "" : hello.process();
    }

    /** By how much the clock may be off; null if it was not measured. */
    ClockOffset clock() {
        return clock;
    }

    RunRecorder.AgentFacts facts() {
        return new RunRecorder.AgentFacts(
                host(),
                hello == null ? 0 : hello.cores(),
                process(),
                lostSeconds,
                clock == null ? null : clock.nanos() / 1e6,
                clock == null ? null : clock.errorNanos() / 1e6);
    }
}

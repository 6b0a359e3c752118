package io.datastorm.run.agent;

import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.Seal;
import io.datastorm.run.control.JournalPart;
import java.util.function.Consumer;

/** Sends an agent's journal of one stream to the coordinator, who keeps it. */
final class ControlJournal implements Journal.Sink {
    private final int stream;
    private final Consumer<byte[]> send;
    private long records;

    /** For a stream by its place in the plan; {@code send} takes the payload of a message. */
    ControlJournal(int stream, Consumer<byte[]> send) {
        this.stream = stream;
        this.send = send;
    }

    @Override
    public void entries(byte[] entries) {
        send.accept(new JournalPart(stream, entries).payload());
    }

    @Override
    public void seal(Seal seal) {
        records = seal.records();
    }

    /** Of how many records it speaks; 0 until it is sealed. */
    long records() {
        return records;
    }

    @Override
    public void close() {}
}

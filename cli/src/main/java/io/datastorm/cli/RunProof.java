package io.datastorm.cli;

import io.datastorm.core.measure.Verification;
import io.datastorm.core.proof.Findings;
import io.datastorm.core.proof.Journal;
import io.datastorm.core.proof.Ledger;
import io.datastorm.core.proof.Proof;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.verify.RunVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The journal of a run that is verified, and at the end the verification. */
final class RunProof implements AutoCloseable {
    private final Path file;
    private final Journal journal;
    private final Journal.Heading heading;
    private final Proof proof;

    private RunProof(Path file, Journal.Heading heading, boolean timed) throws IOException {
        this.file = file;
        this.heading = heading;
        this.journal = new Journal(file, heading);
        this.proof = new Proof(heading.runId(), journal, timed);
    }

    /**
     * Begins the journal of a run in its directory: its records begin where the topic ends now.
     *
     * @param timed whether records say when they were due
     */
    static RunProof begin(Path directory, String runId, String topic, Admin admin, boolean timed) throws IOException {
        List<Long> starts = List.copyOf(TopicLog.ask(admin, topic).ends().values());
        Path file = directory.resolve(Journal.FILE);
        Journal.Heading heading = new Journal.Heading(Journal.Heading.VERSION, runId, topic, starts);
        return new RunProof(file, heading, timed);
    }

    /** What senders need. */
    Proof proof() {
        return proof;
    }

    /** What the journal is about. */
    Journal.Heading heading() {
        return heading;
    }

    /** Brings to the file what became of records so far. */
    void flush() throws IOException {
        journal.flush();
    }

    /** Reads everything back and judges it. What cannot be read is told in the verification. */
    Verification verify(Admin admin, Map<String, ?> client) throws IOException {
        journal.flush();
        return verify(file, admin, client);
    }

    /** The same from a journal that some run has left. */
    static Verification verify(Path journal, Admin admin, Map<String, ?> client) throws IOException {
        Ledger ledger = Ledger.read(journal);
        int threads = Runtime.getRuntime().availableProcessors();
        try {
            RunVerifier.Judgement judgement = new RunVerifier(admin, client, threads).verify(ledger);
            return Verifications.of(judgement.findings(), judgement.seconds());
        } catch (AccessException e) {
            Findings nothing = new Findings();
            nothing.note("nothing could be read: " + e.getMessage());
            return Verifications.unread(nothing);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}

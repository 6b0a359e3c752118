package io.datastorm.run.verify;

import io.datastorm.core.result.Verification;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.verify.journal.Journal;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterFacts;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.kafka.verify.RunVerifier;
import io.datastorm.kafka.verify.VerificationProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The journal of a stream that is verified, and at the end the verification. */
public final class StreamVerification implements AutoCloseable {
    private final Path file;
    private final Journal journal;
    private final Heading heading;
    private final Stamping.Proof proof;

    private StreamVerification(Path file, Heading heading) throws IOException {
        this.file = file;
        this.heading = heading;
        this.journal = new Journal(file, heading);
        this.proof = new Stamping.Proof(heading, journal);
    }

    /** Begins the journal of a stream in a directory: its records begin where the topic ends now. */
    public static StreamVerification begin(Path directory, String runId, StreamPlan plan, Admin admin)
            throws IOException {
        TopicLog log = TopicLog.askAll(admin, plan.topic().topics());
        Heading heading = new Heading(
                runId,
                ClusterFacts.of(admin).clusterId(),
                log.topics(),
                log.ids(),
                plan.sender().acks(),
                log.keepsTimestamps(),
                plan.sender().transactions().isPresent()
                        ? TransactionPlan.timeout(plan.sender()).toMillis()
                        : 0,
                log.ends());
        return new StreamVerification(directory.resolve(Journal.FILE), heading);
    }

    /** What senders need. */
    public Stamping.Proof proof() {
        return proof;
    }

    /** What the journal is about. */
    public Heading heading() {
        return heading;
    }

    /** Brings to the file what became of records so far. */
    public void flush() throws IOException {
        journal.flush();
    }

    /** Reads everything back and judges it. What cannot be read is told in the verification. */
    public Verification verify(Admin admin, Map<String, ?> client, Receivers receivers) throws IOException {
        try (JournalIndex index = JournalIndex.read(file)) {
            return verify(index, VerificationProgress.begin(file, index), new Reading(admin, client), receivers);
        }
    }

    /** Every record has its outcome: nothing more is added to the journal. */
    public void seal(Admin admin) throws IOException {
        journal.seal(topicIds(admin));
    }

    /** A verification that could not be made. */
    public static Verification impossible(String reason) {
        Findings nothing = new Findings();
        nothing.incomplete();
        nothing.note("nothing could be read: " + reason);
        return Verifications.of(nothing, Topics.of(""), 0);
    }

    /** Topics that are gone, or cannot be asked, are none that were created again. */
    private List<String> topicIds(Admin admin) {
        try {
            return TopicLog.find(admin, heading.topics())
                    .map(log -> log.idsOr(heading.topicIds()))
                    .orElse(heading.topicIds());
        } catch (AccessException e) {
            return heading.topicIds();
        }
    }

    /**
     * Where a log is read.
     *
     * @param client properties for any client, addresses included
     */
    public record Reading(Admin admin, Map<String, ?> client) {}

    /** The same from a journal that some run has left. */
    public static Verification verify(
            JournalIndex journal, VerificationProgress progress, Reading reading, Receivers receivers) {
        try {
            RunVerifier.Judgement judgement =
                    new RunVerifier(reading.admin(), reading.client()).verify(journal, progress);
            Findings found = judgement.findings();
            notes(journal.end()).forEach(found::note);
            Topics topics = journal.heading().topics();
            Verification verification = Verifications.of(found, topics, judgement.seconds());
            return judgement
                    .log()
                    .map(log -> receivers.judged(verification, log, found.everythingRead(), topics))
                    .orElse(verification);
        } catch (AccessException e) {
            return impossible(e.getMessage());
        }
    }

    private static List<String> notes(JournalIndex.End end) {
        if (end.complete()) {
            return List.of();
        }
        String where = end.at()
                .map(at -> "ends at %s, after %,d records".formatted(at, end.records()))
                .orElse("holds no records");
        return List.of(end.damage()
                .map(damage -> "the journal is damaged (%s): what is believed of it %s".formatted(damage, where))
                .orElse("the journal has no seal, because the run did not end in good order: it " + where));
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}

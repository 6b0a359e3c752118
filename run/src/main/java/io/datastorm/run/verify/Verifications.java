package io.datastorm.run.verify;

import io.datastorm.core.measure.histogram.Summaries;
import io.datastorm.core.result.ThroughResult;
import io.datastorm.core.result.Verification;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.Anomaly;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.group.DeliveryAnomaly;
import io.datastorm.core.verify.group.GroupFindings;
import io.datastorm.core.verify.journal.TransactionOutcome;
import io.datastorm.core.verify.stamp.RecordStamp;
import io.datastorm.core.verify.through.ThroughAnomaly;
import io.datastorm.core.verify.through.ThroughCounts;
import io.datastorm.core.verify.through.ThroughFindings;
import io.datastorm.core.verify.transaction.TransactionAnomaly;
import io.datastorm.core.verify.transaction.TransactionFindings;
import io.datastorm.core.workload.through.Expectation;
import io.datastorm.kafka.through.ThroughReader;
import java.util.List;
import java.util.Optional;

/** From what the judge found to what the result document says. */
final class Verifications {
    private Verifications() {}

    static Verification of(Findings found, Topics topics, double seconds) {
        List<Verification.Place> places = found.places().stream()
                .map(place -> new Verification.Place(
                        place.anomaly().words(),
                        topics.count() == 1 ? null : topics.name(place.partition()),
                        topics.partition(place.partition()),
                        place.offset(),
                        place.worker(),
                        place.sequence(),
                        place.count()))
                .toList();
        return new Verification(
                found.read(),
                found.count(Anomaly.LOST),
                found.count(Anomaly.DUPLICATED),
                found.count(Anomaly.REORDERED),
                found.count(Anomaly.CORRUPTED),
                found.count(Anomaly.MISPLACED),
                found.count(Anomaly.PHANTOM),
                found.count(Anomaly.OFFSET_DISAGREES),
                found.count(Anomaly.REPEATED_OFFSET),
                found.foreignRecords(),
                found.unresolvedStoredRecords(),
                found.unresolvedNotStoredRecords(),
                found.removedRecords(),
                found.unreadRecords(),
                found.unmentionedRecords(),
                found.acknowledgedRecords(),
                found.partitionsWritten(),
                found.partitions(),
                found.journalComplete(),
                found.journalComplete() && found.everythingRead(),
                found.verdict().name(),
                places,
                found.notes(),
                seconds,
                seconds > 0 ? found.read() / seconds : 0,
                RecordStamp.COST_BYTES,
                List.of(),
                found.transactions().map(Verifications::of).orElse(null),
                List.of());
    }

    private static Verification.Transactions of(TransactionFindings found) {
        return new Verification.Transactions(
                found.count(TransactionOutcome.COMMITTED),
                found.count(TransactionOutcome.ABORTED),
                found.count(TransactionOutcome.UNRESOLVED),
                found.count(TransactionAnomaly.TORN),
                found.count(TransactionAnomaly.LOST),
                found.count(TransactionAnomaly.RESURRECTED),
                found.count(TransactionAnomaly.HANGING),
                found.places().stream()
                        .map(place -> new Verification.TransactionPlace(
                                place.anomaly().words(),
                                place.worker(),
                                place.number(),
                                place.visible(),
                                place.records()))
                        .toList());
    }

    /** What a group got. */
    static Verification.Group of(String group, GroupFindings found, Topics topics) {
        return new Verification.Group(
                group,
                found.delivered(),
                found.count(DeliveryAnomaly.SKIPPED),
                found.count(DeliveryAnomaly.REDELIVERED),
                found.count(DeliveryAnomaly.OUT_OF_ORDER),
                found.count(DeliveryAnomaly.DUPLICATED),
                found.count(DeliveryAnomaly.UNCOMMITTED),
                found.unread(),
                found.ordered(),
                found.verdict().word(),
                found.places().stream()
                        .map(place -> new Verification.GroupPlace(
                                place.what().words(),
                                topics.count() == 1 ? null : topics.name(place.partition()),
                                topics.partition(place.partition()),
                                place.offset(),
                                place.count(),
                                place.rebalance() == 0 ? null : (Integer) place.rebalance()))
                        .toList());
    }

    /**
     * An application.
     *
     * @param input the topics that it reads
     * @param output the topic that it writes
     */
    record Application(Topics input, Topics output, Expectation expectation) {}

    /** What an application has written. */
    static ThroughResult of(
            ThroughFindings found,
            Application application,
            Optional<ThroughReader.Measured> measured,
            List<String> notes) {
        ThroughCounts written = found.written();
        return new ThroughResult(
                application.output().toString(),
                application.expectation().text(),
                written.records(),
                written.distinct(),
                found.count(ThroughAnomaly.LOST),
                found.leftOut(),
                found.count(ThroughAnomaly.DUPLICATED),
                found.count(ThroughAnomaly.REORDERED),
                found.count(ThroughAnomaly.UNCOMMITTED),
                found.unexpected(),
                written.foreign(),
                written.unstamped(),
                found.removed(),
                found.inInput(),
                written.inValue(),
                written.unchanged(),
                measured.map(took -> Summaries.of(took.latency())).orElse(null),
                found.complete(),
                found.verdict().name(),
                found.places().stream()
                        .map(place -> place(place, place.what().ofInput() ? application.input() : application.output()))
                        .toList(),
                notes);
    }

    private static ThroughResult.Place place(ThroughFindings.Place place, Topics of) {
        return new ThroughResult.Place(
                place.what().words(),
                of.name(place.partition()),
                of.partition(place.partition()),
                place.offset(),
                place.count());
    }
}

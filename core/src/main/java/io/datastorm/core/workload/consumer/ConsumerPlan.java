package io.datastorm.core.workload.consumer;

import java.util.Map;
import java.util.Optional;

/**
 * Who reads the topic of a stream.
 *
 * @param role of the stream; never {@link Role#PRODUCE}
 * @param members of each group
 * @param groups that read
 * @param reader through what
 * @param processing what members do with records
 * @param backlog what is written before they begin to read; empty: they read at once
 * @param shareAcks how members of a share group acknowledge; empty: they accept each record
 * @param properties further settings of the consumers, over ours; may hold secrets
 */
public record ConsumerPlan(
        Role role,
        int members,
        GroupPlan groups,
        ReaderKind reader,
        Processing processing,
        Optional<Backlog> backlog,
        Optional<ShareAcks> shareAcks,
        Map<String, String> properties) {
    /** Whether nothing is written. */
    public boolean only() {
        return role == Role.CONSUME;
    }

    /** Whether the groups are share groups. */
    public boolean share() {
        return reader == ReaderKind.CONSUMER && groups.protocol() == GroupProtocol.SHARE;
    }

    /** Whether members join first, and read later. */
    public boolean held() {
        return only() || backlog.isPresent();
    }

    @Override
    public String toString() {
        return "ConsumerPlan[" + role + ", " + members + " members, " + groups + ", " + reader + "]";
    }
}

package io.datastorm.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Partitions that members get, lose and pass on, at times that the test sets. */
final class OwnershipTest {
    private static final int FIRST = 0;
    private static final int SECOND = 1;

    private final Ownership group = new Ownership(2, 2);

    private void give(int member, int partition, long now) {
        group.assigned(member, partition, now);
        group.flows(member, partition, now);
    }

    private boolean ready() throws InterruptedException {
        return group.awaitReady(0);
    }

    @Test
    void itIsReadyWhenEachMemberHasItsPart() throws InterruptedException {
        give(FIRST, 0, 1);
        give(FIRST, 1, 2);
        assertThat(ready()).as("the second member has nothing yet").isFalse();
        group.revoked(FIRST, 1, 3);
        group.assigned(SECOND, 1, 4);
        assertThat(ready()).as("records do not flow yet").isFalse();
        group.flows(SECOND, 1, 5);
        assertThat(ready()).isTrue();
        assertThat(group.rebalances()).as("the group was being formed").isEqualTo(new Ownership.Rebalances(0, 0, 0, 0));
    }

    @Test
    void membersWithoutPartitionsAreNotWaitedFor() throws InterruptedException {
        Ownership crowded = new Ownership(1, 1);
        crowded.assigned(FIRST, 0, 1);
        crowded.flows(FIRST, 0, 2);
        assertThat(crowded.awaitReady(0)).isTrue();
    }

    private void form() {
        give(FIRST, 0, 1);
        give(SECOND, 1, 2);
    }

    @Test
    void aRebalanceLastsUntilAllPartitionsFlowAgain() {
        form();
        group.revoked(SECOND, 1, 100);
        group.assigned(FIRST, 1, 130);
        assertThat(group.rebalances().count()).as("it goes on").isZero();
        group.flows(FIRST, 1, 170);
        assertThat(group.rebalances()).isEqualTo(new Ownership.Rebalances(1, 70, 70, 1));
        group.revoked(FIRST, 0, 200);
        give(FIRST, 0, 230);
        assertThat(group.rebalances()).isEqualTo(new Ownership.Rebalances(2, 100, 70, 1));
        assertThat(group.each()).containsExactly(new Ownership.Rebalance(100, 70), new Ownership.Rebalance(200, 30));
    }

    /** A record that comes while it goes on comes after its beginning. */
    @Test
    void aRebalanceCountsFromItsBeginning() {
        assertThat(group.begun()).isZero();
        form();
        assertThat(group.begun()).as("the group was being formed").isZero();
        group.revoked(SECOND, 1, 100);
        assertThat(group.begun()).isEqualTo(1);
        group.revoked(FIRST, 0, 110);
        assertThat(group.begun()).as("the same one").isEqualTo(1);
        give(FIRST, 0, 120);
        give(FIRST, 1, 130);
        group.revoked(FIRST, 1, 140);
        assertThat(group.begun()).isEqualTo(2);
    }

    /** A member that was lost says nothing, and what it says late counts for nothing. */
    @Test
    void aPartitionThatIsTakenFromALostMemberHasMoved() {
        form();
        group.assigned(FIRST, 1, 50);
        group.revoked(SECOND, 1, 55);
        group.flows(FIRST, 1, 60);
        assertThat(group.rebalances()).isEqualTo(new Ownership.Rebalances(1, 10, 10, 1));
    }

    @Test
    void aPartitionThatIsNewIsNotReadAtFirst() {
        form();
        give(FIRST, 2, 80);
        assertThat(group.rebalances().count()).isEqualTo(1);
        assertThat(group.rebalances().moved()).isZero();
    }

    @Test
    void membersThatLeaveAtTheEndAreNoRebalance() {
        form();
        group.end(90);
        group.revoked(FIRST, 0, 91);
        group.revoked(SECOND, 1, 92);
        assertThat(group.rebalances().count()).isZero();
    }

    @Test
    void aRebalanceThatTheEndCutsShortCounts() {
        form();
        group.revoked(SECOND, 1, 100);
        group.end(140);
        assertThat(group.rebalances()).isEqualTo(new Ownership.Rebalances(1, 40, 40, 0));
    }
}

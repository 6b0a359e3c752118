package io.datastorm.kafka.admin;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;

/**
 * What can be done to those who write in transactions.
 *
 * <p>Each method throws {@link AccessException} if the cluster refuses.
 *
 * @param prefixes what their transactional ids begin with
 */
public record TransactionFaults(Admin admin, List<String> prefixes) {
    /** The broker that coordinates the transactions of the first of them. */
    public int coordinator() {
        String id = ids().get(0);
        return ClusterAnswer.of(admin.describeTransactions(List.of(id)).description(id))
                .coordinatorId();
    }

    /** Makes zombies of all of their producers, as another producer with the same transactional id would do. */
    public void fence() {
        ClusterAnswer.of(admin.fenceProducers(ids()).all());
    }

    private List<String> ids() {
        List<String> ids = ClusterAnswer.of(admin.listTransactions().all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> prefixes.stream().anyMatch(id::startsWith))
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            throw new AccessException("the cluster knows no transactional id of this run", null);
        }
        return ids;
    }
}

package io.datastorm.kafka.consume;

import io.datastorm.core.workload.fault.ConsumerTarget;
import io.datastorm.kafka.admin.AccessException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Faults of the members of all groups of a run. Thread-safe. */
public final class ConsumerFaults implements ConsumerTarget {
    private final Admin admin;
    private final Supplier<List<ConsumerGroup>> groups;

    /**
     * For the groups of a run.
     *
     * @param groups that there are when a fault is done
     */
    public ConsumerFaults(Admin admin, Supplier<List<ConsumerGroup>> groups) {
        this.admin = admin;
        this.groups = groups;
    }

    /** Direct readers are no members of a group. */
    private List<ConsumerGroup> grouped() {
        return groups.get().stream().filter(group -> !group.direct()).toList();
    }

    @Override
    public void killConsumer(int member) {
        grouped().forEach(group -> group.with(member, Member::kill));
    }

    @Override
    public void joinConsumer() {
        grouped().forEach(ConsumerGroup::join);
    }

    @Override
    public void rollConsumers() {
        for (ConsumerGroup group : grouped()) {
            Thread rolling = new Thread(() -> roll(group), "rolling-" + group.name());
            rolling.setDaemon(true);
            rolling.start();
        }
    }

    private static void roll(ConsumerGroup group) {
        try {
            group.roll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void pauseConsumer(int member) {
        grouped().forEach(group -> group.with(member, one -> one.pause(true)));
    }

    @Override
    public void resumeConsumer(int member) {
        grouped().forEach(group -> group.with(member, one -> one.pause(false)));
    }

    @Override
    public int coordinator(Optional<String> group) {
        String name = group.or(() -> grouped().stream().map(ConsumerGroup::name).findFirst())
                .orElseThrow(() -> new AccessException("there is no consumer group", null));
        boolean share = grouped().stream().anyMatch(one -> one.name().equals(name) && one.share());
        return GroupAdmin.coordinator(admin, name, share);
    }
}

package io.datastorm.canary.probe;

import io.datastorm.canary.event.CanaryEvent.Kind;
import io.datastorm.canary.event.EventLog;
import io.datastorm.kafka.admin.AccessException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Looks after the topic: each broker of the cluster, also one that is down, is the preferred leader of a partition, and
 * leads it when it is up. Creates the topic when it is not there. For one thread.
 */
final class TopicReconciler implements AutoCloseable {
    private static final int ANSWER_MILLIS = 10_000;
    private static final int NONE = -1;

    private final ProbePlan plan;
    private final ClientSettings settings;
    private final TopicChanges changes;
    private final TopicEvents events;
    private final ClientErrors errors;
    /** What the cluster does not let us do. */
    private final ClientErrors refusals;

    private final EventLog log;
    private final Map<Integer, Node> known = new TreeMap<>();
    private boolean created;
    private TopicAdmin admin;
    private int generation = NONE;
    private ProbeTopic last;
    /** The topic that has our settings. */
    private Uuid configured;
    /** It is known that the topic is a canary's: before nothing of it is changed. */
    private boolean owned;

    TopicReconciler(ProbePlan plan, ClientSettings settings, TopicChanges changes, EventLog log) {
        this.plan = plan;
        this.settings = settings;
        this.changes = changes;
        this.log = log;
        this.events = new TopicEvents(log);
        this.errors = new ClientErrors("admin client", Duration.ZERO, log);
        this.refusals = new ClientErrors("the topic stays as it is", Duration.ZERO, log);
    }

    /** Looks, and does what is needed; a cluster that does not answer is asked again the next time. */
    void look() {
        try {
            once();
            errors.over();
        } catch (AccessException | KafkaException e) {
            errors.tell(e);
            // The next look begins with a new client, and the newest settings.
            generation = NONE;
        }
    }

    /**
     * Looks, and does what is needed.
     *
     * @throws AccessException if the cluster does not answer, or there is no topic and it cannot be created
     */
    void once() {
        open();
        List<Node> brokers = brokers();
        Optional<ProbeTopic> found = admin.describe(brokers);
        if (found.isEmpty()) {
            create(brokers);
            return;
        }
        ProbeTopic topic = found.get();
        if (last != null && !last.id().equals(topic.id())) {
            changes.recreated();
        }
        events.tell(last, topic);
        last = topic;
        changes.changed(topic);
        try {
            if (owned) {
                mend(topic, brokers);
            }
            refusals.over();
        } catch (AccessException e) {
            if (e.getCause() instanceof RetriableException) {
                throw e;
            }
            refusals.tell(e);
        }
    }

    private void open() {
        if (admin != null && generation == settings.generation()) {
            return;
        }
        close();
        generation = settings.generation();
        admin = new TopicAdmin(
                Admin.create(settings.with(Map.of(
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "datastorm-canary-admin",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_MILLIS / 2,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ANSWER_MILLIS))),
                plan.topic());
    }

    /** Creates it; what was created is seen the next time. */
    private void create(List<Node> brokers) {
        TopicLayout layout = TopicLayout.of(ids(brokers), plan.replicationFactor(), List.of());
        try {
            admin.create(layout.added());
        } catch (AccessException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            throw e;
        }
        created = true;
        log.notice(
                Kind.TOPIC,
                "topic %s created: %s, replication factor %d"
                        .formatted(
                                plan.topic(),
                                TopicEvents.partitions(layout.added().size()),
                                layout.added().get(0).size()));
    }

    private void mend(ProbeTopic topic, List<Node> brokers) {
        if (admin.moving(topic.partitions().size())) {
            return;
        }
        TopicLayout layout = TopicLayout.of(ids(brokers), plan.replicationFactor(), topic.replicas());
        if (!topic.id().equals(configured) || !layout.moved().isEmpty()) {
            admin.configure(Math.min(plan.replicationFactor(), brokers.size()));
            configured = topic.id();
        }
        if (!layout.moved().isEmpty()) {
            admin.move(layout.moved());
            log.notice(Kind.TOPIC, TopicEvents.moved(layout.moved()));
        } else if (!layout.added().isEmpty()) {
            // Kafka wants them to have as many replicas as those that are there, so this comes last.
            admin.add(topic.partitions().size(), layout.added());
        }
        Set<Integer> led = IntStream.range(0, topic.partitions().size())
                .filter(i -> topic.partitions().get(i).ledByAnother())
                .boxed()
                .collect(Collectors.toSet());
        if (layout.nothing() && !led.isEmpty()) {
            admin.elect(led);
        }
    }

    private static List<Integer> ids(List<Node> brokers) {
        return brokers.stream().map(Node::id).toList();
    }

    /** The topic is a canary's: from now on it is looked after. */
    void own() {
        owned = true;
    }

    /** Of the partitions whose leaders answer. */
    Map<TopicPartition, Long> offsets(OffsetSpec which) {
        return admin.offsets(last.partitions().size(), which);
    }

    /** Whether it has the settings that canaries give. */
    boolean settled() {
        return admin.settled();
    }

    /** Whether this canary has created it. */
    boolean created() {
        return created;
    }

    /** Brokers, those that are down included; brokers before 4.0 do not tell these, so they are remembered. */
    private List<Node> brokers() {
        List<Node> told = admin.brokers();
        told.forEach(broker -> known.put(broker.id(), broker));
        if (admin.tellsAll()) {
            return told;
        }
        if (last != null) {
            last.replicas().stream().flatMap(List::stream).forEach(id -> known.putIfAbsent(id, new Node(id, "", -1)));
        }
        List<Node> all = new ArrayList<>(told);
        known.values().stream()
                .filter(broker -> told.stream().noneMatch(up -> up.id() == broker.id()))
                .forEach(broker -> all.add(new Node(broker.id(), broker.host(), broker.port(), broker.rack(), true)));
        return TopicAdmin.inOrder(all);
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
    }
}

package io.datastorm.kafka.control;

import io.datastorm.kafka.admin.AccessException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic through which the processes of runs talk to each other. All runs share it. */
public final class ControlTopic {
    /** Its name. */
    public static final String NAME = "__datastorm-control";

    private static final long RETENTION_MILLIS = 3_600_000;
    private static final int REPLICAS = 3;
    private static final int ANSWER_SECONDS = 15;

    private ControlTopic() {}

    /**
     * Makes it, if it is not there.
     *
     * @throws AccessException if it cannot be made, with what would allow it
     */
    public static void require(Admin admin) {
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .size();
            NewTopic topic = new NewTopic(NAME, 1, (short) Math.min(REPLICAS, brokers))
                    .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION_MILLIS)));
            admin.createTopics(List.of(topic)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw explain(e.getCause());
            }
        } catch (TimeoutException e) {
            throw explain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted while making the topic " + NAME, e);
        }
    }

    static AccessException explain(Throwable cause) {
        String what = cause instanceof AuthorizationException
                ? "the topic '%s', through which the processes of a run talk, is not allowed: the user needs the ACLs "
                                .formatted(NAME)
                        + "Create, Describe, Read and Write on it"
                : "the topic '%s', through which the processes of a run talk, cannot be used".formatted(NAME);
        return new AccessException(what + ": " + cause.getMessage(), cause);
    }
}

package io.datastorm.kafka.admin;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What Kafka's Admin client was asked for, with refusals in our own words. */
public final class ClusterAnswer {
    private ClusterAnswer() {}

    /**
     * Waits for it.
     *
     * @throws AccessException if the cluster refuses, with Kafka's exception as its cause
     */
    public static <T> T of(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AccessException("the cluster refused: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted", e);
        }
    }

    /** The answer to a question about a topic; empty if the broker that was asked does not know the topic. */
    static <T> Optional<T> ifKnown(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (AccessException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The answer to a question that need not be answered; empty if the cluster refuses, or does not answer. */
    public static <T> Optional<T> ifTold(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (AccessException e) {
            return Optional.empty();
        }
    }

    /** The answer of a partition's leader; empty if there is none, or it does not answer. */
    static <T> Optional<T> ifLed(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (AccessException e) {
            if (e.getCause() instanceof RetriableException) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

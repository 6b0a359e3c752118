package io.datastorm.kafka.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.Plans;
import java.util.Map;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

final class ProducerRulesTest {
    private final ProducerRules rules = new ProducerRules();

    @Test
    void knowsTheProducersSettings() {
        assertThat(rules.producerProperty("retries", "3")).isEmpty();
        assertThat(rules.producerProperty("retrys", "3")).contains("unknown setting 'retrys'; did you mean 'retries'?");
        assertThat(rules.producerProperty("lingerMs", "3").orElseThrow()).contains("did you mean 'linger.ms'?");
        assertThat(rules.producerProperty("linger.ms", "3").orElseThrow()).contains("use --linger");
        assertThat(rules.producerProperty("transactional.id", "x")).isEmpty();
        assertThat(rules.clientProperty("transactional.id", "x").orElseThrow())
                .contains("belongs to --producer-property, with --transactions");
        assertThat(rules.clientProperty("sasl.jaas.config", "x")).isEmpty();
        assertThat(rules.clientProperty("sasl.jaas.konfig", "x").orElseThrow()).contains("sasl.jaas.config");
    }

    @Test
    void knowsTheSettingsOfTopics() {
        assertThat(rules.topicSetting("cleanup.policy", "compact")).isEmpty();
        assertThat(rules.topicSetting("min.insync.replicas", "2")).isEmpty();
        assertThat(rules.topicSetting("cleanup.polcy", "compact").orElseThrow())
                .contains("unknown setting 'cleanup.polcy'; did you mean 'cleanup.policy'?");
    }

    /** As Confluent's serializers have them. */
    @Test
    void knowsTheSettingsOfARegistry() {
        assertThat(rules.flag("schema.registry.url", "http://r:1")).contains(flag("--schema-registry", "http://r:1"));
        assertThat(rules.flag("value.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer"))
                .contains(flag("--format", "avro-registry"));
        assertThat(rules.flag("value.serializer", "io.confluent.kafka.serializers.protobuf.KafkaProtobufSerializer"))
                .contains(flag("--format", "protobuf-registry"));
        assertThat(rules.flag("value.serializer", "org.apache.kafka.common.serialization.StringSerializer"))
                .isEmpty();
        assertThat(rules.flag(
                        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy"))
                .contains(flag("--subject-strategy", "record"));
        assertThat(rules.clientProperty("value.subject.name.strategy", "com.acme.Own")
                        .orElseThrow())
                .contains("must be one of");
        assertThat(rules.clientProperty("basic.auth.user.info", "a:b")).isEmpty();
        assertThat(rules.clientProperty("schema.registry.ssl.truststore.location", "f"))
                .isEmpty();
        assertThat(rules.clientProperty("schema.registry.ssl.trustore.location", "f")
                        .orElseThrow())
                .contains("did you mean 'schema.registry.ssl.truststore.location'?");
        assertThat(rules.unused("use.latest.version")).isPresent();
    }

    private static ClientRules.Flag flag(String name, String text) {
        return new ClientRules.Flag(name, text);
    }

    @Test
    void badValuesAreBadInput() {
        Workload workload = Plans.of("localhost:1", Map.of(SenderOptions.PRODUCER_PROPERTY, "retries=many"));
        assertThatThrownBy(() -> ProducerSettings.of(workload.onlyStream().sender(), workload.target()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("retries");
    }

    private static boolean mayBeStored(Exception exception, boolean retried) {
        return new Failures(new WorkerStats(new Window(), true), () -> retried).mayBeStored(exception);
    }

    @Test
    void onlyWhatSurelyIsNotStoredHasFailed() {
        assertThat(mayBeStored(new RecordTooLargeException("x"), false)).isFalse();
        assertThat(mayBeStored(new NotEnoughReplicasException("x"), false)).isFalse();
        assertThat(mayBeStored(new TimeoutException("Expiring 3 record(s) for t-0"), false))
                .isTrue();
        assertThat(mayBeStored(new NetworkException("x"), false)).isTrue();
        assertThat(mayBeStored(new UnknownServerException("x"), false)).isTrue();
        assertThat(mayBeStored(new NotLeaderOrFollowerException("x"), false)).isTrue();
    }

    /** The producer tells the last exception only: an attempt before may have been written, and its answer lost. */
    @Test
    void afterARetryOnlyWhatNeverLeftHasFailed() {
        assertThat(mayBeStored(new NotEnoughReplicasException("x"), true)).isTrue();
        assertThat(mayBeStored(new RecordTooLargeException("The request included a message larger than …"), true))
                .isTrue();
        assertThat(mayBeStored(new RecordTooLargeException("The message is 9 bytes when serialized …"), true))
                .isFalse();
        assertThat(mayBeStored(new BufferExhaustedException("x"), true)).isFalse();
        assertThat(mayBeStored(new TimeoutException("Topic t not present in metadata after 60000 ms."), true))
                .isFalse();
    }
}

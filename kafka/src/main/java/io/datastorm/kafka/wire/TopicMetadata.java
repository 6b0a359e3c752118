package io.datastorm.kafka.wire;

import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.utils.LogContext;

/** Kafka's metadata, for some topics, which it never asks the cluster to create. */
final class TopicMetadata extends Metadata {
    private final List<String> topics;

    TopicMetadata(AbstractConfig config, LogContext log, List<String> topics) {
        super(
                config.getLong(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG),
                config.getLong(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG),
                config.getLong(CommonClientConfigs.METADATA_MAX_AGE_CONFIG),
                log,
                new ClusterResourceListeners());
        this.topics = topics;
    }

    @Override
    protected MetadataRequest.Builder newMetadataRequestBuilder() {
        return new MetadataRequest.Builder(topics, false);
    }

    @Override
    protected MetadataRequest.Builder newMetadataRequestBuilderForNewTopics() {
        return newMetadataRequestBuilder();
    }
}

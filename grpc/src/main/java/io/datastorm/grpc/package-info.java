/** A sender over gRPC: records go to a gateway, which produces them with a KafkaProducer and acknowledges. */
package io.datastorm.grpc;

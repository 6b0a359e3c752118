package io.datastorm.grpc;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;

/** {@code --sender grpc}: one stream for all batches of a worker, to a gateway. */
public final class GrpcStreamingProvider implements SenderProvider {
    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping) {
        return new GrpcSenders(plan, target, records, stamping, StreamingTransport::new);
    }
}

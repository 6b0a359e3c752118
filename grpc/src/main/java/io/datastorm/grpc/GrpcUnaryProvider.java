package io.datastorm.grpc;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;

/** {@code --sender grpc-unary}: a call for each batch, to a gateway. */
public final class GrpcUnaryProvider implements SenderProvider {
    @Override
    public String name() {
        return "grpc-unary";
    }

    @Override
    public Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping) {
        return new GrpcSenders(plan, target, records, stamping, UnaryTransport::new);
    }
}

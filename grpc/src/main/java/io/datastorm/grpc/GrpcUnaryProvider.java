package io.datastorm.grpc;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.verify.VerificationContext;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import java.util.Optional;

/** {@code --sender grpc-unary}: a call for each batch, to a gateway. */
public final class GrpcUnaryProvider implements SenderProvider {
    @Override
    public String name() {
        return "grpc-unary";
    }

    @Override
    public Senders senders(
            StreamPlan plan, Target target, RecordSource records, Optional<VerificationContext> verification) {
        return new GrpcSenders(plan, target, records, verification, UnaryTransport::new);
    }
}

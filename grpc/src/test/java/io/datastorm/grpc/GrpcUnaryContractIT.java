package io.datastorm.grpc;

import io.datastorm.run.sender.SenderContract;
import org.junit.jupiter.api.Tag;

@Tag("matrix")
final class GrpcUnaryContractIT extends SenderContract {
    GrpcUnaryContractIT() {
        super("grpc-unary");
    }
}

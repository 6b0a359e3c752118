package io.datastorm.grpc;

import io.datastorm.run.sender.SenderContract;
import org.junit.jupiter.api.Tag;

@Tag("matrix")
final class GrpcContractIT extends SenderContract {
    GrpcContractIT() {
        super("grpc");
    }
}

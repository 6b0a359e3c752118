package io.datastorm.grpc;

import io.datastorm.kafka.SenderContract;

final class GrpcContractIT extends SenderContract {
    GrpcContractIT() {
        super("grpc");
    }
}

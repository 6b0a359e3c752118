package io.datastorm.kafka;

final class ProducerContractIT extends SenderContract {
    ProducerContractIT() {
        super("producer");
    }
}

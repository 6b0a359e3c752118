package io.datastorm.kafka;

final class DirectContractIT extends SenderContract {
    DirectContractIT() {
        super("direct");
    }
}

package io.datastorm.run.sender;

final class DirectContractIT extends SenderContract {
    DirectContractIT() {
        super("direct");
    }
}

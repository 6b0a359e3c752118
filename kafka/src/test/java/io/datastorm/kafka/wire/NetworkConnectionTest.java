package io.datastorm.kafka.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.clients.NodeApiVersions;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

final class NetworkConnectionTest {
    private static NodeApiVersions broker(int produce, boolean identities) {
        ApiVersion writes = new ApiVersion()
                .setApiKey(ApiKeys.PRODUCE.id)
                .setMinVersion((short) 0)
                .setMaxVersion((short) produce);
        ApiVersion gives = new ApiVersion()
                .setApiKey(ApiKeys.INIT_PRODUCER_ID.id)
                .setMinVersion((short) 0)
                .setMaxVersion((short) 0);
        return new NodeApiVersions(identities ? List.of(writes, gives) : List.of(writes), List.of(), List.of(), 0);
    }

    @Test
    void brokersThatAreTooOldAreNamedByRequestAndVersions() {
        assertThatThrownBy(() -> NetworkConnection.requireUsable(broker(2, true), false, false))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("PRODUCE")
                .hasMessageContaining("[0,2]");
        assertThatThrownBy(() -> NetworkConnection.requireUsable(broker(6, true), false, true))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("[7,");
        assertThatThrownBy(() -> NetworkConnection.requireUsable(broker(6, false), true, false))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("INIT_PRODUCER_ID");
    }

    @Test
    void brokersFromTwoOneOnWill() {
        // Kafka 2.1 has produce requests up to version 7.
        assertThatCode(() -> NetworkConnection.requireUsable(broker(7, true), true, true))
                .doesNotThrowAnyException();
    }
}

package io.datastorm.run.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProducerContractIT extends SenderContract {
    ProducerContractIT() {
        super("producer");
    }

    @Test
    void recordsThatTheProducerRefusesAreCountedByError() throws Exception {
        Map<Option<?>, String> settings = SenderHarness.settings(Kind.PRODUCER, "t-refused");
        settings.put(LoadOptions.RECORDS, "100");
        // The producer itself refuses a record that is larger than a request may be; how large one is that was not
        // prepared, nobody knows before.
        settings.put(RecordOptions.POOL, "0");
        settings.put(SenderOptions.PRODUCER_PROPERTY, "max.request.size=80");
        SenderHarness harness = harness(settings).run().everyRecordHasAnOutcome();
        assertThat(harness.failed()).isPositive();
        assertThat(harness.troubles()).isNotEmpty().allMatch(error -> error.startsWith("RecordTooLargeException: "));
    }
}

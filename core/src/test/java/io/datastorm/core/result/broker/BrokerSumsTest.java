package io.datastorm.core.result.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What brokers told of a run, from what they told of its seconds. */
final class BrokerSumsTest {
    private static BrokerInterval second(String broker, Double idle, Double total, Long behind) {
        return new BrokerInterval(
                broker, idle, null, new BrokerInterval.ProduceTimes(null, null, null, total), null, behind);
    }

    @Test
    void aSecondWithoutAFigureChangesNoMean() {
        BrokerSums sums = new BrokerSums();
        sums.add(List.of(second("b", 0.8, 2.0, 0L), second("a", null, null, null)));
        sums.add(List.of(second("b", 0.4, null, 3L)));
        sums.add(List.of(second("b", null, 6.0, 1L), second("a", 0.5, null, null)));
        List<BrokerMeans> means = sums.means();
        assertThat(means).extracting(each -> each.mean().broker()).containsExactly("b", "a");
        BrokerMeans first = means.get(0);
        assertThat(first.mean().requestHandlerIdle()).isCloseTo(0.6, Offset.offset(1e-9));
        assertThat(first.leastIdle()).isEqualTo(0.4);
        assertThat(first.mean().produce().totalMillis()).isEqualTo(4);
        assertThat(first.mean().underReplicated()).isEqualTo(3);
        assertThat(means.get(1).mean().produce().totalMillis()).isNull();
        assertThat(means.get(1).mean().underReplicated()).isNull();
        assertThat(first.words()).isEqualTo("request handlers idle 60 %, a produce request 4.0 ms");
    }
}

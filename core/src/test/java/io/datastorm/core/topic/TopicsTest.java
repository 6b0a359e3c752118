package io.datastorm.core.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The names of a stream's topics, and the numbers of their partitions. */
final class TopicsTest {
    @Test
    void oneTopicHasItsNameAndKafkasNumbers() {
        Topics one = Topics.of("orders", 1);
        assertThat(one.names()).containsExactly("orders");
        assertThat(IntStream.range(0, 5).map(one::partition)).containsExactly(0, 1, 2, 3, 4);
        assertThat(one.text(3)).isEqualTo("partition 3");
        assertThat(one).hasToString("orders");
    }

    @Test
    void namesOfManySortByTheirNumbers() {
        Topics many = Topics.of("orders", 10);
        assertThat(many.names())
                .hasSize(10)
                .startsWith("orders-01", "orders-02")
                .endsWith("orders-10");
        assertThat(many.names()).isSorted();
        assertThat(many.text(13)).isEqualTo("topic orders-04, partition 1");
        assertThat(many).hasToString("orders-01 … orders-10");
    }

    /** Numbers stay as they are when topics get more partitions: they do not depend on how many there are. */
    @Property
    void eachPartitionHasItsNumber(
            @ForAll @IntRange(min = 1, max = 50) int count, @ForAll @IntRange(max = 999) int at) {
        Topics topics = Topics.of("t", count);
        assertThat(topics.number(topics.topicOf(at), topics.partition(at))).isEqualTo(at);
        assertThat(topics.number(topics.name(at), topics.partition(at))).isEqualTo(at);
    }

    @Property
    void allPartitionsOfEqualTopicsAreNumberedWithoutGaps(
            @ForAll @IntRange(min = 1, max = 20) int count, @ForAll @IntRange(min = 1, max = 20) int partitions) {
        Topics topics = Topics.of("t", count);
        assertThat(IntStream.range(0, count)
                        .flatMap(topic ->
                                IntStream.range(0, partitions).map(partition -> topics.number(topic, partition)))
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, count * partitions).toArray());
    }

    @Test
    void othersAreNotAmongThem() {
        Topics two = Topics.of("orders", 2);
        assertThatThrownBy(() -> two.number("clicks", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no topic 'clicks' among these");
        assertThatThrownBy(() -> new Topics(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}

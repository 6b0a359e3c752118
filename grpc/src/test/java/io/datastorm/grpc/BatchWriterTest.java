package io.datastorm.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.Test;

/** What a gateway reads is what was sent, and what it replies arrives. */
final class BatchWriterTest {
    @Provide
    Arbitrary<List<ProducerRecord<byte[], byte[]>>> records() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
        Arbitrary<String> names = Arbitraries.strings().ofMaxLength(8);
        return Combinators.combine(
                        bytes.injectNull(0.3),
                        bytes.injectNull(0.1),
                        Arbitraries.integers().between(0, 9).injectNull(0.5),
                        Arbitraries.longs().greaterOrEqual(0),
                        names.list().ofMaxSize(3),
                        bytes.injectNull(0.2))
                .as((key, value, partition, time, headers, header) -> {
                    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t-ä", partition, time, key, value);
                    headers.forEach(name -> record.headers().add(name, header));
                    return record;
                })
                .list()
                .ofMaxSize(20);
    }

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("records") List<ProducerRecord<byte[], byte[]>> records, @ForAll long number) {
        BatchWriter writer = new BatchWriter(number, "t-ä", 16);
        records.forEach(record -> writer.add(record, record.timestamp()));
        int most = records.stream().mapToInt(BatchWriter::size).sum();
        assertThat(writer.size()).isLessThanOrEqualTo(most + 20);
        BatchWriter.Batch read = BatchWriter.read(writer.written());
        assertThat(read.number()).isEqualTo(number);
        assertThat(read.records()).usingRecursiveFieldByFieldElementComparator().isEqualTo(records);
    }

    @Test
    void otherBytesAreNoBatch() {
        assertThatThrownBy(() -> BatchWriter.read(ByteBuffer.allocate(3))).hasMessageContaining("this is no batch");
        byte[] long1 = new byte[12];
        Arrays.fill(long1, (byte) 0x7f);
        assertThatThrownBy(() -> BatchWriter.read(ByteBuffer.wrap(long1))).hasMessageContaining("this is no batch");
    }

    @Test
    void aReplyKeepsTheKindOfAnError() {
        BatchReply reply = new BatchReply(7, 3);
        reply.acknowledged(0, 4, 1L << 40);
        reply.failed(1, new NotLeaderOrFollowerException("moved"));
        reply.failed(2, new IllegalStateException("broken"));
        BatchReply read = BatchReply.read(reply.toBytes());
        assertThat(read.number()).isEqualTo(7);
        assertThat(read.partition(0)).isEqualTo(4);
        assertThat(read.offset(0)).isEqualTo(1L << 40);
        assertThat(read.error(0)).isNull();
        assertThat(read.error(1))
                .isInstanceOf(NotLeaderOrFollowerException.class)
                .hasMessage("moved");
        assertThat(read.error(2)).hasMessage("broken");
    }
}

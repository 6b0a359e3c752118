package io.datastorm.pipelines;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * An application of Kafka Streams as somebody would write it: it adds something to each value. With {@code buffer} it
 * has a fault that reviews do not find: it collects records in memory and forwards them later, when their offsets may
 * be committed.
 */
final class EnrichOrders {
    private static final byte[] SUFFIX = " enriched".getBytes(StandardCharsets.UTF_8);

    private EnrichOrders() {}

    /**
     * Arguments: bootstrap servers, from, to, processing guarantee, state directory, {@code plain} or {@code buffer}.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "enrich-" + arguments[1]);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, arguments[3]);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments[4]);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6000);
        settings.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 2000);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        StreamsBuilder topology = new StreamsBuilder();
        KStream<byte[], byte[]> orders =
                topology.stream(arguments[1], Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()));
        KStream<byte[], byte[]> enriched =
                arguments[5].equals("buffer") ? orders.process(Buffer::new) : orders.mapValues(EnrichOrders::enriched);
        enriched.to(arguments[2], Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        try (KafkaStreams streams = new KafkaStreams(topology.build(), settings)) {
            streams.start();
            new CountDownLatch(1).await();
        }
    }

    private static byte[] enriched(byte[] value) {
        byte[] enriched = Arrays.copyOf(value, value.length + SUFFIX.length);
        System.arraycopy(SUFFIX, 0, enriched, value.length, SUFFIX.length);
        return enriched;
    }

    /** Forwards when it has enough. */
    private static final class Buffer implements Processor<byte[], byte[], byte[], byte[]> {
        private static final int ENOUGH = 200;

        private final List<Record<byte[], byte[]>> collected = new ArrayList<>();
        private ProcessorContext<byte[], byte[]> context;

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = given;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            collected.add(record);
            if (collected.size() >= ENOUGH) {
                collected.forEach(each -> context.forward(each.withValue(enriched(each.value()))));
                collected.clear();
            }
        }
    }
}

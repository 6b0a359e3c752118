package io.datastorm.run.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.result.broker.BrokerInterval;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same figures, as several exporters spell them. */
final class BrokerReadingTest {
    private static final Offset<Double> NEARLY = Offset.offset(1e-6);

    /**
     * How an exporter spells.
     *
     * @param name of the exporter
     * @param first text
     * @param second text, a second later
     */
    private record Spelling(String name, String first, String second) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Ten requests that took 4 ms in all before, and twenty in this second, 6 ms each. */
    private static final Spelling OURS = new Spelling("our own file", """
                        kafka_server_kafkarequesthandlerpool_brokerrequesthandleravgidlepercent_count 5.0E9
                        kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_count 9.0E9
                        kafka_server_socket_server_metrics_io_wait_time_ns_total{listener="CLIENT",thread="0"} 1E9
                        kafka_server_socket_server_metrics_io_wait_time_ns_total{listener="CLIENT",thread="1"} 2E9
                        kafka_server_socket_server_metrics_io_wait_time_ns_total{listener="INTERNAL",thread="2"} 1E9
                        kafka_network_requestmetrics_totaltimems_count{request="Produce"} 10
                        kafka_network_requestmetrics_totaltimems_mean{request="Produce"} 0.4
                        kafka_server_replicamanager_underreplicatedpartitions_value 2
                        """, """
                        kafka_server_kafkarequesthandlerpool_brokerrequesthandleravgidlepercent_count 5.25E9
                        kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_count 9.9E9
                        kafka_server_socket_server_metrics_io_wait_time_ns_total{listener="CLIENT",thread="0"} 1.5E9
                        kafka_server_socket_server_metrics_io_wait_time_ns_total{listener="CLIENT",thread="1"} 3E9
                        kafka_server_socket_server_metrics_io_wait_time_ns_total{listener="INTERNAL",thread="2"} 1.9E9
                        kafka_network_requestmetrics_totaltimems_count{request="Produce"} 30
                        kafka_network_requestmetrics_totaltimems_mean{request="Produce"} 4.133333333333334
                        kafka_server_replicamanager_underreplicatedpartitions_value 2
                        """);

    static Stream<Spelling> spellings() {
        return Stream.of(
                OURS,
                new Spelling("the exporter of JMX without rules", """
                        # TYPE kafka_server_KafkaRequestHandlerPool_Count untyped
                        kafka_server_KafkaRequestHandlerPool_Count{name="RequestHandlerAvgIdlePercent",} 5.0E9
                        kafka_network_SocketServer_Value{name="NetworkProcessorAvgIdlePercent",} 0.75
                        kafka_network_RequestMetrics_Count{name="TotalTimeMs",request="Produce",} 10.0
                        kafka_network_RequestMetrics_Mean{name="TotalTimeMs",request="Produce",} 0.4
                        kafka_network_RequestMetrics_Mean{name="TotalTimeMs",request="Fetch",} 500.0
                        kafka_server_ReplicaManager_Value{name="UnderReplicatedPartitions",} 2.0
                        """, """
                        kafka_server_KafkaRequestHandlerPool_Count{name="RequestHandlerAvgIdlePercent",} 5.25E9
                        kafka_network_SocketServer_Value{name="NetworkProcessorAvgIdlePercent",} 0.75
                        kafka_network_RequestMetrics_Count{name="TotalTimeMs",request="Produce",} 30.0
                        kafka_network_RequestMetrics_Mean{name="TotalTimeMs",request="Produce",} 4.133333333333334
                        kafka_network_RequestMetrics_Mean{name="TotalTimeMs",request="Fetch",} 500.0
                        kafka_server_ReplicaManager_Value{name="UnderReplicatedPartitions",} 2.0
                        """),
                new Spelling("Strimzi's rules", """
                        kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent 0.25
                        kafka_network_socketserver_networkprocessoravgidle_percent 0.75
                        kafka_network_requestmetrics_totaltimems{request="Produce",quantile="0.50"} 6.0
                        kafka_network_requestmetrics_totaltimems{request="Produce",quantile="0.99"} 60.0
                        kafka_network_requestmetrics_totaltimems_count{request="Produce"} 10
                        kafka_server_replicamanager_underreplicatedpartitions 2.0
                        """, """
                        kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent 0.25
                        kafka_network_socketserver_networkprocessoravgidle_percent 0.75
                        kafka_network_requestmetrics_totaltimems{request="Produce",quantile="0.50"} 6.0
                        kafka_network_requestmetrics_totaltimems{request="Produce",quantile="0.99"} 60.0
                        kafka_network_requestmetrics_totaltimems_count{request="Produce"} 30
                        kafka_server_replicamanager_underreplicatedpartitions 2.0
                        """));
    }

    private static BrokerInterval second(String first, String second) {
        return new BrokerReading(second, 1_000_000_000L).since(new BrokerReading(first, 0), "1");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void theFiguresAreThoseOfTheSecond(Spelling spelling) {
        BrokerInterval second = second(spelling.first(), spelling.second());
        assertThat(second.requestHandlerIdle()).isCloseTo(0.25, NEARLY);
        assertThat(second.networkIdle()).isCloseTo(0.75, NEARLY);
        assertThat(second.produce().totalMillis()).isCloseTo(6, NEARLY);
        assertThat(second.underReplicated()).isEqualTo(2);
        assertThat(second.flushMillis()).isNull();
    }

    @Test
    void redpandaTellsWhatItHas() {
        BrokerInterval second = second("""
                redpanda_cpu_busy_seconds_total{shard="0"} 10
                redpanda_cpu_busy_seconds_total{shard="1"} 20
                redpanda_kafka_request_latency_seconds_sum{redpanda_request="produce"} 1
                redpanda_kafka_request_latency_seconds_count{redpanda_request="produce"} 100
                redpanda_kafka_under_replicated_replicas{partition="0"} 1
                redpanda_kafka_under_replicated_replicas{partition="1"} 0
                """, """
                redpanda_cpu_busy_seconds_total{shard="0"} 10.9
                redpanda_cpu_busy_seconds_total{shard="1"} 20.5
                redpanda_kafka_request_latency_seconds_sum{redpanda_request="produce"} 1.4
                redpanda_kafka_request_latency_seconds_count{redpanda_request="produce"} 200
                redpanda_kafka_under_replicated_replicas{partition="0"} 1
                redpanda_kafka_under_replicated_replicas{partition="1"} 0
                """);
        assertThat(second.requestHandlerIdle()).isCloseTo(0.3, NEARLY);
        assertThat(second.produce().totalMillis()).isCloseTo(4, NEARLY);
        assertThat(second.underReplicated()).isEqualTo(1);
    }

    /** Counters that fall tell nothing of the second. */
    @Test
    void aBrokerThatWasRestartedIsNotBusy() {
        BrokerInterval second = second("""
                kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_count 5.0E12
                kafka_network_requestmetrics_totaltimems_count{request="Produce"} 1000
                kafka_network_requestmetrics_totaltimems_mean{request="Produce"} 4
                """, """
                kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent_count 1.0E9
                kafka_network_requestmetrics_totaltimems_count{request="Produce"} 10
                kafka_network_requestmetrics_totaltimems_mean{request="Produce"} 4
                """);
        assertThat(second.requestHandlerIdle()).isNull();
        assertThat(second.produce().totalMillis()).isNull();
    }

    @Test
    void whatIsNoMetricIsSkipped() {
        BrokerInterval second = second("<html>kafka_ nothing</html>", "kafka_server_x{a=\"}\"} NaN\nkafka_y z\n\n");
        assertThat(second)
                .isEqualTo(new BrokerInterval(
                        "1", null, null, new BrokerInterval.ProduceTimes(null, null, null, null), null, null));
    }
}

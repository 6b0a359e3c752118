package io.datastorm.broker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Writes some of this broker's beans into a file, once a second, in Prometheus's format and with the names that the
 * exporter of JMX gives them. A file needs no port, no password, and no way through the network of a broker that has a
 * namespace of its own.
 */
final class MetricsFile implements Runnable {
    private static final List<Bean> BEANS = List.of(
            new Bean("kafka.server", "KafkaRequestHandlerPool", "BrokerRequestHandlerAvgIdlePercent", false, "Count"),
            new Bean("kafka.server", "KafkaRequestHandlerPool", "RequestHandlerAvgIdlePercent", false, "Count"),
            new Bean("kafka.network", "RequestMetrics", "RequestQueueTimeMs", true, "Count", "Mean"),
            new Bean("kafka.network", "RequestMetrics", "LocalTimeMs", true, "Count", "Mean"),
            new Bean("kafka.network", "RequestMetrics", "RemoteTimeMs", true, "Count", "Mean"),
            new Bean("kafka.network", "RequestMetrics", "TotalTimeMs", true, "Count", "Mean"),
            new Bean("kafka.log", "LogFlushStats", "LogFlushRateAndTimeMs", false, "Count", "Mean"),
            new Bean("kafka.server", "ReplicaManager", "UnderReplicatedPartitions", false, "Value"));

    /** Nanoseconds in which a network thread waited for something to do. */
    private static final String WAITED = "io-wait-time-ns-total";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final Path file;
    private final Path draft;

    /** A bean, and what of it is told. */
    private record Bean(String domain, String type, String name, boolean produce, List<String> attributes) {
        Bean(String domain, String type, String name, boolean produce, String... attributes) {
            this(domain, type, name, produce, List.of(attributes));
        }

        ObjectName objectName() throws JMException {
            String request = produce ? ",request=Produce" : "";
            return new ObjectName("%s:type=%s,name=%s%s".formatted(domain, type, name, request));
        }

        String sample(String attribute, Object value) {
            String metric = String.join("_", domain.replace('.', '_'), type, name, attribute);
            return "%s%s %s%n"
                    .formatted(metric.toLowerCase(Locale.ROOT), produce ? "{request=\"Produce\"}" : "", value);
        }
    }

    private MetricsFile(Path file) {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".new");
    }

    /** Begins to write it. */
    static void start(Path file) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "metrics-file");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.scheduleAtFixedRate(new MetricsFile(file), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void run() {
        StringBuilder text = new StringBuilder();
        BEANS.forEach(bean -> add(bean, text));
        addNetworkThreads(text);
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // The disk is full, or the broker is being removed: who reads it sees that it is old.
            return;
        }
    }

    /** NetworkProcessorAvgIdlePercent is a mean of half a minute, and too low as long as a broker is younger. */
    private void addNetworkThreads(StringBuilder text) {
        try {
            for (ObjectName thread : beans.queryNames(
                    new ObjectName("kafka.server:type=socket-server-metrics,listener=*,networkProcessor=*"), null)) {
                text.append(
                        "kafka_server_socket_server_metrics_io_wait_time_ns_total{listener=\"%s\",thread=\"%s\"} %s%n"
                                .formatted(
                                        thread.getKeyProperty("listener"),
                                        thread.getKeyProperty("networkProcessor"),
                                        beans.getAttribute(thread, WAITED)));
            }
        } catch (JMException e) {
            // Not yet.
            return;
        }
    }

    /** A bean comes with the first request of its kind. */
    private void add(Bean bean, StringBuilder text) {
        try {
            for (String attribute : bean.attributes()) {
                text.append(bean.sample(attribute, beans.getAttribute(bean.objectName(), attribute)));
            }
        } catch (JMException e) {
            // Not yet.
            return;
        }
    }
}

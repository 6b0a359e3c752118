package io.datastorm.junit;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.run.DataStorm;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link KafkaCluster} does. */
final class KafkaClusterExtension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(KafkaClusterExtension.class);

    /** Closed by JUnit, 5.13 or newer, after the class that has the annotation. */
    private record Running(LocalCluster cluster, DataStorm storm) implements AutoCloseable {
        static Running start(KafkaCluster wanted) {
            LocalCluster cluster =
                    LocalCluster.start(ClusterPlan.of(wanted.brokers()).with(settings(wanted)));
            try {
                return new Running(cluster, DataStorm.connect(cluster.bootstrapServers()));
            } catch (RuntimeException e) {
                cluster.close();
                throw e;
            }
        }

        @Override
        public void close() {
            storm.close();
            cluster.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running(context);
    }

    /**
     * A nested class finds what the class around it has started. An instance for all tests of a class is made before
     * anything else: then its constructor's parameters are the first to ask.
     */
    private static Running running(ExtensionContext context) {
        return context.getStore(OURS)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(wanted(context)), Running.class);
    }

    private static KafkaCluster wanted(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), KafkaCluster.class)
                .orElseThrow(() -> new ExtensionConfigurationException("@KafkaCluster stands on a class"));
    }

    private static Map<String, String> settings(KafkaCluster wanted) {
        Map<String, String> settings = new TreeMap<>();
        for (String setting : wanted.settings()) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new ExtensionConfigurationException(
                        "@KafkaCluster(settings): must be name=value, got '" + setting + "'");
            }
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalCluster.class || type == DataStorm.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = running(context);
        return parameter.getParameter().getType() == DataStorm.class ? running.storm() : running.cluster();
    }
}

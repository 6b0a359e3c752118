package io.datastorm.run.load;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import io.datastorm.kafka.direct.DirectSenders;
import io.datastorm.kafka.producer.ProducerSenders;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The senders that there are: two of our own, and plugins. Plugins are looked for when a plan names one, so that a run
 * without them loads none of their jars. A class loader stays as long as this process.
 */
final class SenderProviders {
    /** The directory of plugins: each of its directories has the jars of one. */
    private static final String DIRECTORY = "datastorm.plugins";

    private static final Map<SenderPlan.Kind, SenderProvider> BUILT_IN =
            Map.of(SenderPlan.Kind.PRODUCER, new OfProducer(), SenderPlan.Kind.DIRECT, new OfBatches());

    private SenderProviders() {}

    /**
     * The provider of a sender.
     *
     * @throws InvalidInput if there is none of this name, or a plugin cannot be loaded
     */
    static SenderProvider of(SenderPlan.Kind kind) {
        SenderProvider own = BUILT_IN.get(kind);
        if (own != null) {
            return own;
        }
        Map<String, SenderProvider> plugins = plugins();
        SenderProvider plugin = plugins.get(kind.name());
        if (plugin == null) {
            List<String> names = new ArrayList<>(
                    SenderPlan.Kind.BUILT_IN.stream().map(SenderPlan.Kind::name).toList());
            names.addAll(plugins.keySet());
            throw problem("there is no sender '%s'; there are %s%s%s"
                    .formatted(
                            kind.name(),
                            String.join(", ", names),
                            directory().map(path -> "; plugins lie in " + path).orElse(""),
                            Nearest.hint(kind.name(), names)));
        }
        return plugin;
    }

    private static InvalidInput problem(String what) {
        return new InvalidInput(SenderOptions.SENDER.flag(), what);
    }

    private static Optional<Path> directory() {
        return Optional.ofNullable(System.getProperty(DIRECTORY)).map(Path::of).filter(Files::isDirectory);
    }

    private static Map<String, SenderProvider> plugins() {
        Map<String, SenderProvider> plugins = new LinkedHashMap<>();
        try {
            add(plugins, SenderProviders.class.getClassLoader());
            for (Path directory : directories()) {
                add(plugins, loader(directory));
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw problem("a plugin cannot be loaded: " + e.getMessage());
        } catch (IOException e) {
            throw problem("the plugins cannot be read: " + e);
        }
        return plugins;
    }

    private static void add(Map<String, SenderProvider> plugins, ClassLoader loader) {
        ServiceLoader.load(SenderProvider.class, loader).forEach(plugin -> plugins.putIfAbsent(plugin.name(), plugin));
    }

    private static List<Path> directories() throws IOException {
        if (directory().isEmpty()) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory().get())) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Not closed: senders may load classes until the process ends. */
    private static ClassLoader loader(Path directory) throws IOException {
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path jar : files.sorted().toList()) {
                if (jar.toString().endsWith(".jar")) {
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return new URLClassLoader(
                directory.getFileName().toString(), jars.toArray(URL[]::new), SenderProviders.class.getClassLoader());
    }

    /** The official KafkaProducer. */
    private static final class OfProducer implements SenderProvider {
        @Override
        public String name() {
            return SenderPlan.Kind.PRODUCER.name();
        }

        @Override
        public Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping) {
            return new ProducerSenders(plan, target, records, stamping);
        }
    }

    /** Prebuilt batches. */
    private static final class OfBatches implements SenderProvider {
        @Override
        public String name() {
            return SenderPlan.Kind.DIRECT.name();
        }

        @Override
        public Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping) {
            return new DirectSenders(plan, target, (RecordPool) records, stamping);
        }
    }
}

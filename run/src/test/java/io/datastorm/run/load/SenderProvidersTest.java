package io.datastorm.run.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.engine.Senders;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.SenderPlan.Kind;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SenderProvidersTest {
    private static final String DIRECTORY = "datastorm.plugins";

    @TempDir
    private Path plugins;

    /** A plugin that only has a name. */
    public static final class Pigeons implements SenderProvider {
        @Override
        public String name() {
            return "pigeons";
        }

        @Override
        public Senders senders(StreamPlan plan, Target target, RecordSource records, Stamping stamping) {
            throw new IllegalStateException();
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty(DIRECTORY);
    }

    private void install(String provider) throws IOException {
        System.setProperty(DIRECTORY, plugins.toString());
        Path jar = Files.createDirectories(plugins.resolve("some")).resolve("some.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/" + SenderProvider.class.getName()));
            zip.write(provider.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void twoSendersAreAlwaysThere() {
        assertThat(SenderProviders.of(Kind.PRODUCER).name()).isEqualTo("producer");
        assertThat(SenderProviders.of(Kind.DIRECT).name()).isEqualTo("direct");
    }

    @Test
    void aPluginIsFoundInItsDirectory() throws IOException {
        install(Pigeons.class.getName());
        assertThat(SenderProviders.of(new Kind("pigeons")).name()).isEqualTo("pigeons");
    }

    @Test
    void anotherNameIsRefused() throws IOException {
        install(Pigeons.class.getName());
        assertThatThrownBy(() -> SenderProviders.of(new Kind("direkt")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--sender: there is no sender 'direkt'; there are producer, direct, pigeons")
                .hasMessageContaining("did you mean 'direct'?");
    }

    @Test
    void aPluginThatCannotBeLoadedIsNamed() throws IOException {
        install("com.example.Missing");
        assertThatThrownBy(() -> SenderProviders.of(new Kind("pigeons")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("a plugin cannot be loaded")
                .hasMessageContaining("com.example.Missing");
    }
}

package io.datastorm.canary.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords and certificates that are replaced while a canary runs. */
final class ClientSettingsTest {
    @TempDir
    private Path directory;

    private Path file;
    private Path store;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("client.properties"), "first");
        store = Files.writeString(directory.resolve("store.p12"), "certificate");
    }

    private Map<String, Object> read() {
        try {
            String text = Files.readString(file);
            if (text.equals("broken")) {
                throw new InvalidInput("client.properties", "is not a properties file");
            }
            return Map.of("password", text, "ssl.keystore.location", store.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatHasChangedIsReadAnew() throws IOException {
        ClientSettings settings = new ClientSettings(this::read, Optional.of(file));
        assertThat(settings.refresh()).isFalse();
        int before = settings.generation();
        Files.writeString(file, "sec");
        assertThat(settings.refresh()).isFalse();
        Files.writeString(file, "second");
        assertThat(settings.refresh()).isFalse();
        assertThat(settings.refresh()).isTrue();
        assertThat(settings.generation()).isGreaterThan(before);
        assertThat(settings.with(Map.of("acks", "all")))
                .containsEntry("password", "second")
                .containsEntry("acks", "all");
        assertThat(settings.refresh()).isFalse();
    }

    @Test
    void soIsAKeyStore() throws IOException {
        ClientSettings settings = new ClientSettings(this::read, Optional.of(file));
        Files.writeString(store, "another certificate");
        assertThat(settings.refresh()).isFalse();
        assertThat(settings.refresh()).isTrue();
        assertThat(settings.refresh()).isFalse();
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws IOException {
        ClientSettings settings = new ClientSettings(this::read, Optional.of(file));
        int before = settings.generation();
        Files.writeString(file, "broken");
        assertThat(settings.refresh()).isFalse();
        assertThatThrownBy(settings::refresh).isInstanceOf(InvalidInput.class);
        assertThat(settings.refresh()).isFalse();
        assertThat(settings.generation()).isEqualTo(before);
        assertThat(settings.with(Map.of())).containsEntry("password", "first");
    }
}

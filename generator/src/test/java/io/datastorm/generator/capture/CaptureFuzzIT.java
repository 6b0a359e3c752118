package io.datastorm.generator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a capture has in it: records, or a message. */
final class CaptureFuzzIT {
    static Stream<byte[]> captures() throws IOException {
        Path file = Files.createTempFile("capture", ".dsc");
        try (CaptureWriter writer = new CaptureWriter(file, "t", 3)) {
            for (int i = 0; i < 20; i++) {
                byte[] bytes = {(byte) i};
                writer.write(new CapturedRecord(
                        i % 3, i, bytes, i % 4 == 0 ? null : bytes, List.of(new CapturedHeader("h", bytes))));
            }
            writer.finish();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Stream.of(bytes);
    }

    @MethodSource("captures")
    @FuzzTest
    void aCaptureIsReadOrRefused(byte[] bytes) throws IOException {
        readOrRefuse(bytes);
    }

    @Tag("matrix")
    @MethodSource("captures")
    @FuzzTest(maxDuration = "30s")
    void aCaptureIsReadOrRefusedInTheLongRun(byte[] bytes) throws IOException {
        readOrRefuse(bytes);
    }

    private static void readOrRefuse(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("capture", ".dsc");
        try {
            Files.write(file, bytes);
            CaptureFile capture = CaptureFile.read(file, 1000);
            CaptureReader reader = capture.records(0, 1);
            long records = 0;
            while (records < capture.extent().records() && reader.next() != null) {
                records++;
            }
            assertThat(records).isPositive();
        } catch (InvalidInput e) {
            assertThat(e.problems()).hasSize(1);
        } finally {
            Files.delete(file);
        }
    }
}

package io.datastorm.generator.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AvroFileTest {
    private static final Schema LONG = SchemaBuilder.builder().longType();

    @TempDir
    private Path folder;

    @Test
    void valuesComeInTheirOrder() throws IOException {
        Path path = written(3);

        try (AvroFile<Long> file = AvroFile.open(path, new GenericDatumReader<>())) {
            assertThat(file.schema()).isEqualTo(LONG);
            assertThat(file.meta("of")).isEqualTo("numbers");
            assertThat(file.next()).isZero();
            assertThat(file.next()).isEqualTo(1);
            assertThat(file.next()).isEqualTo(2);
            assertThat(file.next()).isNull();
        }
    }

    @Test
    void aHeaderThatClaimsGigabytesCostsNone() throws IOException {
        Path path = folder.resolve("claims.avro");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeFixed(new byte[] {'O', 'b', 'j', 1});
        encoder.writeMapStart();
        encoder.setItemCount(1);
        encoder.writeString("avro.schema");
        encoder.writeLong(1_500_000_000);
        bytes.writeBytes("\"long\"".getBytes(StandardCharsets.UTF_8));
        Files.write(path, bytes.toByteArray());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> AvroFile.open(path, new GenericDatumReader<>()))
                .isInstanceOf(IOException.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000_000);
    }

    @Test
    void aDamagedBlockIsAnIoException() throws IOException {
        Path path = written(1000);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 1]++;
        Files.write(path, bytes);

        assertThatThrownBy(() -> {
                    try (AvroFile<Long> file = AvroFile.open(path, new GenericDatumReader<>())) {
                        while (file.next() != null) {
                            assertThat(file.schema()).isEqualTo(LONG);
                        }
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private Path written(int values) throws IOException {
        Path path = folder.resolve("numbers.avro");
        try (DataFileWriter<Long> writer = new DataFileWriter<>(new GenericDatumWriter<>(LONG))) {
            writer.setMeta("of", "numbers");
            writer.create(LONG, path.toFile());
            for (long i = 0; i < values; i++) {
                writer.append(i);
            }
        }
        return path;
    }
}

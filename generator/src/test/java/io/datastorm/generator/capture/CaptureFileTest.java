package io.datastorm.generator.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureFileTest {
    private static final int PARTITIONS = 5;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeProperty
    void create() throws IOException {
        file = Files.createTempFile("capture", ".dsc");
    }

    @AfterProperty
    void delete() throws IOException {
        Files.delete(file);
    }

    /** Some have no key, some no value; times go back now and then. */
    private static List<CapturedRecord> some(int count, long seed) {
        Random random = new Random(seed);
        List<CapturedRecord> records = new ArrayList<>();
        long time = 1_790_000_000_000L;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(20) - 3;
            List<CapturedHeader> headers = new ArrayList<>();
            for (int header = random.nextInt(3); header > 0; header--) {
                headers.add(new CapturedHeader("h" + header, bytes(random)));
            }
            records.add(new CapturedRecord(random.nextInt(PARTITIONS), time, bytes(random), bytes(random), headers));
        }
        return records;
    }

    private static byte[] bytes(Random random) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(4)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void write(Path file, List<CapturedRecord> records) throws IOException {
        try (CaptureWriter writer = new CaptureWriter(file, "orders", PARTITIONS)) {
            for (CapturedRecord record : records) {
                writer.write(record);
            }
            writer.finish();
        }
    }

    private static List<CapturedRecord> read(CaptureReader reader) throws IOException {
        List<CapturedRecord> records = new ArrayList<>();
        for (CapturedRecord record = reader.next(); record != null; record = reader.next()) {
            records.add(record);
        }
        return records;
    }

    private static String text(CapturedRecord record) {
        return record.partition() + " " + record.timestampMillis() + " " + Arrays.toString(record.key()) + " "
                + Arrays.toString(record.value()) + " "
                + record.headers().stream()
                        .map(header -> header.name() + Arrays.toString(header.value()))
                        .toList();
    }

    private static List<String> texts(List<CapturedRecord> records) {
        return records.stream().map(CaptureFileTest::text).toList();
    }

    @Property(tries = 30)
    void whatIsWrittenIsRead(@ForAll @IntRange(min = 1, max = 300) int count, @ForAll long seed) throws IOException {
        List<CapturedRecord> written = some(count, seed);
        write(file, written);
        CaptureFile capture = CaptureFile.read(file, Long.MAX_VALUE);
        assertThat(texts(read(capture.records(0, 1)))).isEqualTo(texts(written));
        assertThat(capture.topic()).isEqualTo("orders");
        assertThat(capture.partitions()).isEqualTo(PARTITIONS);
        assertThat(capture.extent().records()).isEqualTo(count);
        assertThat(capture.broken()).isEmpty();
    }

    /** Together the workers have all records; each has those of its keys, in their order, with their times. */
    @Property(tries = 30)
    void workersShareThem(
            @ForAll @IntRange(min = 1, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 4) int workers,
            @ForAll long seed)
            throws IOException {
        List<CapturedRecord> written = some(count, seed);
        write(file, written);
        CaptureFile capture = CaptureFile.read(file, Long.MAX_VALUE);
        int all = 0;
        for (int worker = 0; worker < workers; worker++) {
            int own = worker;
            List<CapturedRecord> share = written.stream()
                    .filter(record -> record.worker(workers) == own)
                    .toList();
            assertThat(texts(read(capture.records(worker, workers)))).isEqualTo(texts(share));
            CaptureTimes times = capture.times(worker, workers);
            long latest = 0;
            for (CapturedRecord record : share) {
                latest = Math.max(
                        latest, record.timestampMillis() - written.get(0).timestampMillis());
                assertThat(times.nextMillis()).isEqualTo(latest);
            }
            assertThat(times.nextMillis()).isNegative();
            assertThat(capture.extent().spanMillis()).isGreaterThanOrEqualTo(latest);
            all += share.size();
        }
        assertThat(all).isEqualTo(count);
    }

    @Test
    void onlySoManyAreRead() throws IOException {
        Path capture = folder.resolve("c.dsc");
        write(capture, some(100, 1));
        CaptureFile read = CaptureFile.read(capture, 40);
        assertThat(read.extent().records()).isEqualTo(40);
        assertThat(read(read.records(0, 1))).hasSize(40);
    }

    /** Larger than a block of the file. */
    private Path large() throws IOException {
        Path capture = folder.resolve("large.dsc");
        Random random = new Random(1);
        List<CapturedRecord> records = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] value = new byte[1000];
            random.nextBytes(value);
            records.add(new CapturedRecord(0, i, null, value, List.of()));
        }
        write(capture, records);
        return capture;
    }

    @Test
    void whatIsBeforeADamageIsRead() throws IOException {
        Path capture = large();
        byte[] bytes = Files.readAllBytes(capture);
        Files.write(capture, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatIsHalf(capture);
        bytes[bytes.length / 2] ^= 1;
        Files.write(capture, bytes);
        assertThatIsHalf(capture);
    }

    private static void assertThatIsHalf(Path capture) throws IOException {
        CaptureFile read = CaptureFile.read(capture, Long.MAX_VALUE);
        assertThat(read.extent().records()).isBetween(1000L, 1600L);
        assertThat(read.broken()).isPresent();
        assertThat(read(read.records(0, 1))).hasSize((int) read.extent().records());
    }

    @Test
    void whatIsNoCaptureIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "Obj\u0001 no", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> CaptureFile.read(other, 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("other: is no capture (datastorm capture writes them)");
        assertThatThrownBy(() -> CaptureFile.read(folder.resolve("none"), 1))
                .isInstanceOf(InvalidInput.class)
                .hasMessageEndingWith("none: there is no such file");
        Path empty = folder.resolve("empty.dsc");
        write(empty, List.of());
        assertThatThrownBy(() -> CaptureFile.read(empty, 1)).hasMessageEndingWith("empty.dsc: has no records");
    }
}

package io.datastorm.core.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Raw data in a page. */
final class EmbeddedFilesTest {
    @Test
    void whatIsInThePageIsTheWholeFile() throws IOException {
        String content = "second,records\n1,2 μ\n".repeat(1000);
        EmbeddedFiles files = new EmbeddedFiles(List.of(new Page.Attachment("a.csv", content)));
        byte[] packed = Base64.getDecoder().decode(files.files().get(0).get("content"));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(content);
        }
        assertThat(files.leftOut()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsNamed() {
        byte[] noise = new byte[500_000];
        new Random(1).nextBytes(noise);
        Page.Attachment large =
                new Page.Attachment("large.csv", Base64.getEncoder().encodeToString(noise));
        EmbeddedFiles files = new EmbeddedFiles(List.of(large, new Page.Attachment("small.csv", "1")));
        assertThat(files.files()).extracting(file -> file.get("fileName")).containsExactly("small.csv");
        assertThat(files.leftOut()).startsWith("large.csv is too large");
    }
}

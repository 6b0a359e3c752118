package io.datastorm.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

final class AsciiWriterTest {
    @Test
    void signsHavePlainNamesAndTheRestStays() throws IOException {
        StringWriter out = new StringWriter();
        try (Writer ascii = new AsciiWriter(out)) {
            ascii.write("30,000 stored ✓, sent → acknowledged, ≥ 5 µs – ▁█ … ü");
        }
        assertThat(out).hasToString("30,000 stored ok, sent -> acknowledged, >= 5 us - _# ... ?");
    }
}

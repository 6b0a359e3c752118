package io.datastorm.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitingLineTest {
    private final StringWriter out = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(out), new PrintWriter(out), false);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextThingBeginsOnALineOfItsOwn(boolean terminal) {
        try (WaitingLine line = new WaitingLine(screen, terminal)) {
            line.begin("starting a cluster");
            line.begin("preparing records");
            line.end();
            screen.say("ready");
        }
        assertThat(Arrays.stream(out.toString().split("\n")).map(each -> each.replaceAll(".*\r", "")))
                .containsExactly("starting a cluster …", "preparing records …", "ready");
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        WaitingLine line = new WaitingLine(screen, true);
        line.begin("waiting");
        line.close();
        String drawn = out.toString();
        line.end();
        assertThat(out).hasToString(drawn);
    }
}

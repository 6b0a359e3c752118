package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.workload.option.Component;
import io.datastorm.core.workload.option.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.junit.jupiter.api.Test;

/**
 * docs/options.md is made from the tables of options. After a change there, write it anew: {@code mvn test -pl cli -am
 * -Dtest=OptionsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddatastorm.write=true}.
 */
final class OptionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "options.md");

    private static final int COLUMNS = 116;

    private static final String INTRODUCTION = """
            # Options of `datastorm run`

            Each option has a key in a workload file; it stands in brackets. An option on the command line wins over the
            file. With several streams (docs/streams.md) it holds for each of them; the keys of a stream are those
            below, without `target.`.

            This page is made from the tables that the program itself uses (`core.workload.option`).
            """;

    private static String page() {
        return INTRODUCTION
                + Component.ALL.stream().map(OptionsPageTest::section).collect(Collectors.joining());
    }

    private static String section(Component component) {
        String rows = component.options().stream().map(OptionsPageTest::row).collect(Collectors.joining());
        return "\n## " + component.title() + "\n\n" + rows;
    }

    private static String row(Option<?> setting) {
        String value = setting.flagOnly() ? "[=" + setting.label() + "]" : " " + setting.label();
        String text = "- `%s%s` (`%s`): %s".formatted(setting.flag(), value, setting.path(), setting.description());
        return WordUtils.wrap(text, COLUMNS, "\n  ", false) + "\n";
    }

    @Test
    void itSaysWhatTheProgramDoes() throws IOException {
        if (Boolean.getBoolean("datastorm.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }
}

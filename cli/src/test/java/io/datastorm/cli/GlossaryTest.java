package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The glossary names types that exist. */
final class GlossaryTest {
    private static final Pattern TYPE = Pattern.compile("`((?:[a-z]+\\.)+[A-Z][A-Za-z]+)`");

    @Test
    void itsTypesExist() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "glossary.md"));
        List<String> types = TYPE.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(types).hasSizeGreaterThan(20);
        assertThat(types).allSatisfy(type -> assertThatCode(() -> Class.forName("io.datastorm." + type))
                .doesNotThrowAnyException());
    }
}

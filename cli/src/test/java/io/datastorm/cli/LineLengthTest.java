package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of documents and code end at 120 columns, tables, comments and strings too. */
final class LineLengthTest {
    private static final int COLUMNS = 120;
    private static final Path ROOT = Path.of("..");
    /** Written by programs: builds, and reports of experiments that were run. */
    private static final List<String> WRITTEN = List.of("/target/", "/results/", "/docs/lab/");

    private static boolean ours(Path file) {
        String name = file.toString();
        return (name.endsWith(".md") || name.endsWith(".java"))
                && WRITTEN.stream().noneMatch(name::contains);
    }

    @Test
    void linesAreShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(ROOT)) {
            files = all.filter(LineLengthTest::ours).toList();
        }
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > COLUMNS) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(files).hasSizeGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }
}

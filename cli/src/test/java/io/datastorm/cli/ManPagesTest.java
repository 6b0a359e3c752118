package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * picocli's own generator writes a page for each command, in AsciiDoc. {@code mvn package -Ppublish} makes man pages of
 * them.
 */
final class ManPagesTest {
    private static final Path PAGES = Path.of("target", "man-source");

    @Test
    void eachCommandHasAPage() throws IOException {
        CommandLine root = Main.commandLine();
        Files.createDirectories(PAGES);
        int result = ManPageGenerator.generateManPage(
                PAGES.toFile(), null, new boolean[] {false}, true, root.getCommandSpec());
        assertThat(result).isZero();
        for (String command : root.getSubcommands().keySet()) {
            assertThat(PAGES.resolve("datastorm-" + command + ".adoc")).exists();
        }
        assertThat(PAGES.resolve("datastorm-run.adoc")).content().contains("*--rate*", "Records per second");
    }
}

package io.datastorm.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientTest {
    @TempDir
    private Path directory;

    private Client start(String command) throws IOException {
        return new Shell(directory, directory.resolve("log")).start(command, Map.of("WORD", "hello"));
    }

    /** The shell has ended long before it, and it does not listen. */
    @Test
    void nothingIsLeftOfAProgramThatWillNotEnd() throws IOException, InterruptedException {
        Client client = start("(trap '' TERM; echo $$ > pid; sleep 600; sleep 600) & wait");
        Path pid = directory.resolve("pid");
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            assertThat(client.endsWithin(10)).isFalse();
        }
        client.cpuSeconds();
        assertThat(client.rssBytes()).isPositive();
        client.end();
        assertThat(client.endsWithin(60_000)).isTrue();
        assertThat(client.rssBytes()).isZero();
    }

    /** When the lab is ended at once, nobody is left to ask twice. */
    @Test
    void nothingIsLeftOfWhatAShellHasStarted() throws IOException, InterruptedException {
        Shell shell = new Shell(directory, directory.resolve("log"));
        Client client = shell.start("(trap '' TERM; echo > begun; sleep 600) & wait", Map.of());
        while (!Files.exists(directory.resolve("begun"))) {
            assertThat(client.endsWithin(10)).isFalse();
        }
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        assertThat(children).hasSizeGreaterThan(1);
        shell.kill();
        for (ProcessHandle child : children) {
            child.onExit().join();
        }
    }

    @Test
    void whatItSaysAndHowItEndedIsKept() throws IOException, InterruptedException {
        Client client = start("echo $WORD; exit 3");
        assertThat(client.endsWithin(60_000)).isTrue();
        assertThat(client.exitCode()).isEqualTo(3);
        assertThat(Files.readString(directory.resolve("log"))).isEqualTo("hello\n");
    }

    @Test
    void theProcessorTimeOfChildrenThatHaveEndedStaysCounted() throws IOException, InterruptedException {
        Client client = start("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; touch done; sleep 600");
        double most = 0;
        while (!Files.exists(directory.resolve("done"))) {
            most = Math.max(most, client.cpuSeconds());
        }
        client.end();
        assertThat(client.cpuSeconds()).isPositive().isGreaterThanOrEqualTo(most);
    }
}

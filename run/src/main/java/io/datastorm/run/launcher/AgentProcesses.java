package io.datastorm.run.launcher;

import io.datastorm.core.machine.ChildProcess;
import io.datastorm.run.agent.AgentMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntFunction;

/**
 * Agents as processes of this machine, each a JVM like this one. They end when their standard input does, which happens
 * however this process dies.
 */
public final class AgentProcesses implements AgentLauncher {
    private static final String MEMORY = "-XX:MaxRAMPercentage=";
    private static final List<String> PASSED_ON = List.of(
            "-XX:",
            "-Xm",
            "-Xs",
            "-Xlog",
            "--enable-native-access",
            "-Ddatastorm.",
            "-Dfile.encoding",
            "-Djava.awt.headless",
            "-Djava.io.tmpdir");
    private static final double MEMORY_PERCENT = 50;
    private static final long PATIENCE_SECONDS = 3;
    private static final int MOST_LINES = 5;

    private final Optional<Path> commandConfig;
    private final IntFunction<List<String>> prefix;
    private final List<Process> processes = new ArrayList<>();
    private final List<Deque<String>> lastLines = new ArrayList<>();

    /**
     * They read the same client properties as this process.
     *
     * @param prefix what stands before the command of an agent, so that it runs where it shall; empty: here
     */
    public AgentProcesses(Optional<Path> commandConfig, IntFunction<List<String>> prefix) {
        this.commandConfig = commandConfig;
        this.prefix = prefix;
    }

    @Override
    public void start(RunAddress address) {
        for (int index = 0; index < address.count(); index++) {
            try {
                ProcessBuilder builder = new ProcessBuilder(command(address, index)).redirectOutput(Redirect.DISCARD);
                // It is long: in the command line it would hide what the process is.
                builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
                Process process = builder.start();
                processes.add(process);
                lastLines.add(lastLines(process));
            } catch (IOException e) {
                throw new UncheckedIOException("agent " + index + " could not be started", e);
            }
        }
    }

    private List<String> command(RunAddress address, int index) {
        // Ctrl-C reaches the whole process group; the run tells its agents itself. A JVM leaves ignored signals alone.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.addAll(prefix.apply(index));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(address.count()));
        command.addAll(List.of(
                AgentMain.class.getName(),
                address.run(),
                Integer.toString(index),
                Integer.toString(address.count()),
                address.controlServers()));
        commandConfig.map(Path::toString).ifPresent(command::add);
        return command;
    }

    /** Those of this JVM; what it may take of the machine's memory they share. */
    private static List<String> options(int agents) {
        List<String> options =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // Others may be secrets, or be for one process alone.
        options.removeIf(option -> PASSED_ON.stream().noneMatch(option::startsWith)
                || option.startsWith(MEMORY)
                || option.startsWith("-Ddatastorm.terminal"));
        options.add(MEMORY + Math.max(1, MEMORY_PERCENT / agents));
        return options;
    }

    @Override
    public Optional<String> gone(int index) {
        if (index >= processes.size() || processes.get(index).isAlive()) {
            return Optional.empty();
        }
        String said = String.join("; ", lastLines.get(index));
        return Optional.of("its process ended with exit code %d%s"
                .formatted(processes.get(index).exitValue(), said.isEmpty() ? "" : ": " + said));
    }

    @Override
    public String hint(RunAddress address) {
        return "do they reach %s, and does this machine have memory for %d JVMs?"
                .formatted(address.controlServers(), address.count());
    }

    /** What a process has said last; filled as it speaks. */
    private static Deque<String> lastLines(Process process) {
        Deque<String> lines = new ConcurrentLinkedDeque<>();
        Thread reader = new Thread(() -> read(process, lines), "agent-messages");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private static void read(Process process, Deque<String> lines) {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                lines.addLast(line);
                if (lines.size() > MOST_LINES) {
                    lines.removeFirst();
                }
            }
        } catch (IOException e) {
            // The process was ended: it says nothing more.
            return;
        }
    }

    @Override
    public void close() {
        processes.forEach(process -> ChildProcess.end(process, PATIENCE_SECONDS));
    }
}

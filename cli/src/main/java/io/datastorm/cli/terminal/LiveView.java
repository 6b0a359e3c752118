package io.datastorm.cli.terminal;

import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Signals;

/**
 * Draws {@link LiveFrame}s in place. Lines are never longer than the terminal is wide, so that each takes one row; when
 * the terminal becomes narrower it breaks them, and the view goes up as many rows as it then has.
 */
public final class LiveView implements Progress {
    private static final String RESIZED = "WINCH";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_REST = "\u001b[K";
    private static final int NARROWEST = 40;

    private final Terminal terminal;
    private final PrintWriter out;
    private final LiveFrame frame;
    private final Object resizeBefore;
    private List<AttributedString> drawn = List.of();
    private boolean closed;

    private LiveView(Terminal terminal, LiveFrame frame) {
        this.terminal = terminal;
        this.out = terminal.writer();
        this.frame = frame;
        this.resizeBefore = Signals.register(RESIZED, this::resized);
        draw();
    }

    static LiveView open(Workload workload) throws IOException {
        // Our own signal handling stays in force.
        Terminal terminal =
                TerminalBuilder.builder().system(true).nativeSignals(false).build();
        return new LiveView(
                terminal, new LiveFrame(workload, Runtime.getRuntime().availableProcessors()));
    }

    @Override
    public synchronized void second(RunSecond second) {
        frame.add(second);
        draw();
    }

    @Override
    public synchronized void draining() {
        frame.draining();
        draw();
    }

    @Override
    public synchronized void awaiting(long outstanding) {
        frame.awaiting(outstanding);
        draw();
    }

    private synchronized void resized() {
        if (!closed) {
            goToTop();
            out.print(CLEAR_BELOW);
            drawn = List.of();
            draw();
        }
    }

    private int columns() {
        return Math.max(NARROWEST, terminal.getSize().getColumns());
    }

    private void draw() {
        if (closed) {
            return;
        }
        int width = columns() - 1;
        goToTop();
        drawn = frame.lines(width).stream()
                .map(line -> AsciiWriter.NEEDED ? AsciiWriter.plain(line) : line)
                .map(line -> !Colours.shown()
                        ? new AttributedString(AttributedString.stripAnsi(line))
                        : AttributedString.fromAnsi(line))
                .map(line -> line.columnSubSequence(0, width))
                .toList();
        for (int i = 0; i < drawn.size(); i++) {
            out.print(drawn.get(i).toAnsi(terminal) + CLEAR_REST + (i + 1 < drawn.size() ? "\n" : ""));
        }
        out.flush();
    }

    /** The cursor stands in the last row of what was drawn. */
    private void goToTop() {
        int columns = columns();
        int rows = drawn.stream()
                .mapToInt(line -> Math.max(1, (line.columnLength() + columns - 1) / columns))
                .sum();
        out.print("\r" + (rows > 1 ? "\u001b[" + (rows - 1) + "A" : ""));
    }

    @Override
    public synchronized void clear() {
        if (closed) {
            return;
        }
        goToTop();
        out.print(CLEAR_BELOW);
        out.flush();
        closed = true;
        Signals.unregister(RESIZED, resizeBefore);
        try {
            terminal.close();
        } catch (IOException e) {
            // The terminal is gone: there is nothing left to clean.
        }
    }
}

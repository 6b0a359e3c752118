package io.datastorm.cli;

import io.datastorm.core.measure.Interval;
import io.datastorm.core.workload.Workload;
import java.io.IOException;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.Signals;

/** Draws {@link LiveFrame}s in place. JLine's display knows what is on the screen and rewrites only what differs. */
final class LiveView implements Progress {
    private static final String RESIZED = "WINCH";

    private final Terminal terminal;
    private final Display display;
    private final LiveFrame frame;
    private final Object resizeBefore;
    private boolean closed;

    private LiveView(Terminal terminal, LiveFrame frame) {
        this.terminal = terminal;
        this.frame = frame;
        this.display = new Display(terminal, false);
        this.resizeBefore = Signals.register(RESIZED, this::resized);
        resize();
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
    public synchronized void interval(Interval interval) {
        frame.add(interval);
        draw();
    }

    @Override
    public synchronized void draining() {
        frame.draining();
        draw();
    }

    private synchronized void resized() {
        if (closed) {
            return;
        }
        // What the terminal made of our lines when it became narrower is unknown: begin anew below.
        display.clear();
        resize();
        draw();
    }

    private void resize() {
        Size size = terminal.getSize();
        display.resize(Math.max(8, size.getRows()), Math.max(40, size.getColumns()));
    }

    private void draw() {
        if (closed) {
            return;
        }
        int columns = Math.max(40, terminal.getSize().getColumns());
        List<AttributedString> lines = frame.lines(columns - 1).stream()
                .map(AttributedString::fromAnsi)
                .map(line -> line.columnSubSequence(0, columns - 1))
                .toList();
        display.update(lines, -1);
        terminal.flush();
    }

    @Override
    public synchronized void clear() {
        if (closed) {
            return;
        }
        display.update(List.of(), 0);
        terminal.flush();
        closed = true;
        Signals.unregister(RESIZED, resizeBefore);
        try {
            terminal.close();
        } catch (IOException e) {
            // The terminal is gone: there is nothing left to clean.
        }
    }
}

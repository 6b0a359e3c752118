package io.datastorm.cli.terminal;

import io.datastorm.run.cluster.Messages;
import java.io.PrintWriter;

/**
 * Where a command writes: results to standard output, everything else there too, unless the output is meant for a
 * program.
 *
 * @param out standard output
 * @param err standard error
 * @param machine whether standard output is for the result document alone
 */
public record Screen(PrintWriter out, PrintWriter err, boolean machine) implements Messages {
    @Override
    public void waiting(String what) {
        say(what + " …");
    }

    @Override
    public void notice(String line) {
        say(line);
    }

    @Override
    public void warning(String line) {
        complain(line);
    }

    /** Tells what happens now. */
    public void say(String line) {
        PrintWriter writer = machine ? err : out;
        writer.println(line);
        writer.flush();
    }

    /** Tells what went wrong. */
    public void complain(String line) {
        err.println(line);
        err.flush();
    }
}

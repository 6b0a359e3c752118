package io.datastorm.core.machine;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A child that ends when its standard input does, so that it goes with this process, however that ends. */
public final class ChildProcess {
    private ChildProcess() {}

    /** Closes its standard input; kills it if it does not end within this time. Any thread. */
    public static void end(Process child, long patienceSeconds) {
        try {
            child.getOutputStream().close();
            if (!child.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
        } catch (IOException e) {
            child.destroyForcibly();
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

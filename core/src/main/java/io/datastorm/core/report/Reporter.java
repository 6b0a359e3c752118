package io.datastorm.core.report;

import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;

/** Shows a result in one format. Implementations are stateless and thread-safe, and leave the stream open. */
public interface Reporter {
    /** Writes the whole result. */
    void write(RunResult result, OutputStream out) throws IOException;
}

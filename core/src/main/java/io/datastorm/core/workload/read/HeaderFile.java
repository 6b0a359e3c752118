package io.datastorm.core.workload.read;

import io.datastorm.core.workload.setting.Given;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of headers: a line NAME=VALUE each; empty lines and lines that begin with # are passed over. Its values
 * may be secrets and are never shown.
 */
final class HeaderFile {
    private HeaderFile() {}

    /** The lines of a file; what is wrong with it goes to the list. */
    static List<Given> read(Path file, List<Problem> problems) {
        List<Given> headers = new ArrayList<>();
        try {
            int number = 0;
            for (String line : InputFile.read(file).lines().toList()) {
                number++;
                String where = file + ":" + number;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.indexOf('=') < 1) {
                    problems.add(new Problem(where, "must be NAME=VALUE"));
                } else {
                    headers.add(new Given(line, where));
                }
            }
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
        }
        return headers;
    }
}

package io.datastorm.core.workload.client;

import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads a properties file with client settings, as Kafka's own tools take it. Its values may be secrets and are never
 * shown.
 */
public final class ClientConfigFile {
    private ClientConfigFile() {}

    /** The properties of a file; what is wrong with it goes to the list. */
    public static Map<String, String> read(Path file, ClientRules rules, List<Problem> problems) {
        Map<String, String> read = new TreeMap<>();
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(InputFile.read(file)));
            for (String name : properties.stringPropertyNames()) {
                String value = properties.getProperty(name);
                rules.clientProperty(name, value).ifPresent(what -> problems.add(new Problem(file.toString(), what)));
                read.put(name, value);
            }
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(file.toString(), "is not a properties file; write lines of name=value"));
        }
        return read;
    }
}

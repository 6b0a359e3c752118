package io.datastorm.core.workload.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a workload file strictly: unknown and duplicate keys, tags, anchors and aliases are problems, each with line
 * and column. Scalars stay text: what a value means is decided in one place for flags and files.
 */
final class YamlReader {
    private final String file;
    private final YAMLParser parser;
    private final List<Problem> problems;
    private final Settings settings = new Settings();

    private YamlReader(String file, YAMLParser parser, List<Problem> problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** The settings of a file; what is wrong with it goes to the list. */
    static Settings read(Path path, List<Problem> problems) {
        return parse(path.toString(), InputFile.read(path), problems);
    }

    static Settings parse(String file, String text, List<Problem> problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlReader reader = new YamlReader(file, parser, problems);
            reader.document();
            return reader.settings;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? file : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(new Problem(where, "is not valid YAML: " + explain(e)));
            return new Settings();
        } catch (IOException e) {
            problems.add(new Problem(file, "could not be read: " + e.getMessage()));
            return new Settings();
        }
    }

    private static String explain(JsonProcessingException e) {
        if (e.getOriginalMessage().contains("\\t")) {
            return "a tab is used for indentation; use blanks";
        }
        return e.getOriginalMessage()
                .lines()
                .map(String::trim)
                .filter(line -> !line.startsWith("in "))
                .findFirst()
                .orElse("");
    }

    private void document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            problem("is empty; a workload starts with sections such as target:, records:, load:, sender:");
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            problem("must be a map of sections: name, "
                    + String.join(", ", Setting.namesIn("").subList(1, 6)));
            return;
        }
        section("");
        if (parser.nextToken() != null) {
            problem("holds more than one document; a workload is one");
        }
    }

    /** Reads the members of a map whose start has been read. */
    private void section(String path) throws IOException {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            refuseMagic();
            if (!seen.add(name)) {
                problem("the key '" + name + "' occurs twice");
            }
            String inner = path.isEmpty() ? name : path + "." + name;
            boolean known = Setting.namesIn(path).contains(name);
            if (!known) {
                problem("unknown key '" + name + "'" + Nearest.hint(name, Setting.namesIn(path)));
            }
            parser.nextToken();
            value(inner, known);
        }
    }

    private void value(String path, boolean known) throws IOException {
        refuseMagic();
        Optional<Setting> setting = Setting.byPath(path);
        if (!known) {
            parser.skipChildren();
        } else if (setting.isEmpty()) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                section(path);
            } else {
                problem(path + ": is a section; its settings stand indented below it: "
                        + String.join(", ", Setting.namesIn(path)));
                parser.skipChildren();
            }
        } else if (setting.get().named()) {
            named(setting.get());
        } else if (setting.get() == Setting.THRESHOLD) {
            list(setting.get());
        } else {
            scalar(setting.get());
        }
    }

    private void scalar(Setting setting) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            problem(setting.path() + ": has no value; give one or remove the line");
        } else if (parser.currentToken().isScalarValue()) {
            settings.add(setting, new Given(parser.getText(), here() + " " + setting.path()));
        } else {
            problem(setting.path() + ": must be a single value");
            parser.skipChildren();
        }
    }

    private void list(Setting setting) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            problem(setting.path() + ": must be a list");
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            refuseMagic();
            scalar(setting);
        }
    }

    private void named(Setting setting) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            problem(setting.path() + ": must be a map of names and values");
            parser.skipChildren();
            return;
        }
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                problem("the key '" + name + "' occurs twice");
            }
            parser.nextToken();
            refuseMagic();
            if (parser.currentToken().isScalarValue()) {
                String where = here() + " " + setting.path();
                settings.add(setting, new Given(name + "=" + parser.getText(), where));
            } else {
                problem(setting.path() + "." + name + ": must be a single value");
                parser.skipChildren();
            }
        }
    }

    /** Tags could name Java types and aliases can multiply without end: a workload needs neither. */
    private void refuseMagic() throws IOException {
        if (parser.getTypeId() != null) {
            problem("tags are not allowed: " + parser.getTypeId());
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            problem("anchors and aliases are not allowed; write the value itself");
        }
    }

    private void problem(String what) {
        problems.add(new Problem(here(), what));
    }

    private String here() {
        JsonLocation at = parser.currentTokenLocation();
        return file + ":" + Math.max(1, at.getLineNr()) + ":" + Math.max(1, at.getColumnNr());
    }
}

package io.datastorm.core.workload.setting;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.datastorm.core.workload.option.Option;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.Nearest;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a workload file strictly: unknown and duplicate keys, tags, anchors and aliases are problems, each with line
 * and column. Scalars stay text: what a value means is decided in one place for flags and files.
 */
public final class YamlReader {
    private final String file;
    private final YAMLParser parser;
    private final List<Problem> problems;
    private final Settings common = new Settings();
    private final Map<String, Settings> streams = new LinkedHashMap<>();
    /** Of the part that is being read. */
    private Keys keys = Keys.OF_FILE;

    private Settings settings = common;
    /** What stands before a path in it. */
    private String prefix = "";

    private YamlReader(String file, YAMLParser parser, List<Problem> problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /** What a file says; what is wrong with it goes to the list. */
    public static WorkloadFile read(Path path, List<Problem> problems) {
        return parse(path.toString(), InputFile.read(path), problems);
    }

    public static WorkloadFile parse(String file, String text, List<Problem> problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            YamlReader reader = new YamlReader(file, parser, problems);
            reader.document();
            return new WorkloadFile(reader.common, reader.streams);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? file : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
            problems.add(new Problem(where, "is not valid YAML: " + explain(e)));
            return WorkloadFile.none();
        } catch (IOException e) {
            problems.add(new Problem(file, "could not be read: " + e.getMessage()));
            return WorkloadFile.none();
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
                    + String.join(", ", keys.namesIn("").subList(1, 6)));
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
            boolean ofStreams = keys == Keys.OF_FILE && inner.equals(Keys.STREAMS);
            boolean known = ofStreams || keys.namesIn(path).contains(name);
            if (!known) {
                problem(unknown(path, name));
            }
            parser.nextToken();
            if (ofStreams) {
                streams();
            } else {
                value(inner, known);
            }
        }
    }

    private String unknown(String path, String name) {
        boolean ofRun = keys == Keys.OF_STREAM && Keys.OF_FILE.namesIn(path).contains(name);
        if (ofRun && name.equals("target")) {
            return "in a stream there is no 'target': write topic, partitions and so on in the stream itself";
        }
        if (ofRun) {
            return "the key '" + name + "' holds for the whole run: write it beside " + Keys.STREAMS;
        }
        return "unknown key '" + name + "'"
                + keys.elsewhere(name)
                        .map(known -> "; did you mean '" + known + "'?")
                        .orElseGet(() -> Nearest.hint(name, keys.namesIn(path)));
    }

    /** Reads a map from the name of each stream to its settings. */
    private void streams() throws IOException {
        refuseMagic();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            problem(Keys.STREAMS + ": must be a map from the name of each stream to its settings");
            parser.skipChildren();
            return;
        }
        keys = Keys.OF_STREAM;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            stream(parser.currentName());
        }
        keys = Keys.OF_FILE;
        settings = common;
        prefix = "";
        if (streams.isEmpty()) {
            problem(Keys.STREAMS + ": holds no stream; give one or remove the line");
        }
    }

    private void stream(String name) throws IOException {
        if (streams.containsKey(name)) {
            problem("the stream '" + name + "' occurs twice");
        }
        parser.nextToken();
        refuseMagic();
        settings = Settings.ofStream(name);
        prefix = Keys.STREAMS + "." + name + ".";
        streams.put(name, settings);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            section("");
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            problem("the stream '" + name + "' must be a map of settings: " + String.join(", ", keys.namesIn("")));
            parser.skipChildren();
        }
    }

    private void value(String path, boolean known) throws IOException {
        refuseMagic();
        Optional<Option<?>> setting = keys.setting(path);
        if (!known) {
            parser.skipChildren();
        } else if (setting.isEmpty()) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                section(path);
            } else {
                problem(prefix + path + ": is a section; its settings stand indented below it: "
                        + String.join(", ", keys.namesIn(path)));
                parser.skipChildren();
            }
        } else if (setting.get().named()) {
            named(setting.get());
        } else if (setting.get().many()) {
            list(setting.get());
        } else {
            scalar(setting.get());
        }
    }

    private void scalar(Option<?> setting) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            problem(path(setting) + ": has no value; give one or remove the line");
        } else if (parser.currentToken().isScalarValue()) {
            settings.add(setting, new Given(parser.getText(), here() + " " + path(setting)));
        } else if (setting.mayBeJson() && parser.currentToken() == JsonToken.START_OBJECT) {
            String where = here() + " " + path(setting);
            settings.add(setting, new Given(new YamlJson(parser, this::refuseMagic).read(), where));
        } else {
            problem(path(setting) + ": must be a single value");
            parser.skipChildren();
        }
    }

    private void list(Option<?> setting) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            problem(path(setting) + ": must be a list");
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            refuseMagic();
            scalar(setting);
        }
    }

    private void named(Option<?> setting) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            problem(path(setting) + ": must be a map of names and values");
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
                String where = here() + " " + path(setting);
                settings.add(setting, new Given(name + "=" + parser.getText(), where));
            } else {
                problem(path(setting) + "." + name + ": must be a single value");
                parser.skipChildren();
            }
        }
    }

    private String path(Option<?> setting) {
        return prefix + (keys == Keys.OF_STREAM ? Keys.inStream(setting) : setting.path());
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

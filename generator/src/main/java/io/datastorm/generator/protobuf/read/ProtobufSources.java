package io.datastorm.generator.protobuf.read;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.protobuf.ProtobufFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a {@code .proto} file, and those that it imports. */
final class ProtobufSources {
    private static final int DEEPEST = 64;
    /** Comments, and text in quotes. */
    private static final Pattern BESIDE_CODE = Pattern.compile(
            "//[^\\n]*+" + "|/\\*(?s:.*?)\\*/" + "|\"(?:[^\"\\\\\\n]|\\\\.)*+\"" + "|'(?:[^'\\\\\\n]|\\\\.)*+'");

    private static final Pattern OCTAL = Pattern.compile("=\\s*+(0[0-9]++)");
    private static final Pattern PLACED =
            Pattern.compile("(?:Syntax error in )?(.*?):(\\d+):(\\d+): (.*)", Pattern.DOTALL);

    private final Source main;
    /** Finds a file by the name under which it is imported. */
    private final Function<String, Optional<Source>> imports;
    /** For people. */
    private final String elsewhere;

    private final Map<String, ProtoFile> parsed = new LinkedHashMap<>();
    private final Map<String, ProtobufFile> files = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    private ProtobufSources(Source main, Function<String, Optional<Source>> imports, String elsewhere) {
        this.main = main;
        this.imports = imports;
        this.elsewhere = elsewhere;
    }

    /**
     * A file that was found.
     *
     * @param name under which others import it
     * @param where it is, for people
     */
    private record Source(String name, String text, String where) {}

    /** Of a file; those that it imports are in its folder, or in one above it. */
    static ProtobufSources of(Path file) {
        String name = file.getFileName().toString();
        return new ProtobufSources(
                new Source(name, InputFile.read(file), file.toString()),
                imported -> beside(file, imported),
                "which is neither in the folder of %s nor in one above it".formatted(name));
    }

    private static Optional<Source> beside(Path main, String imported) {
        for (Path folder = main.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(imported);
            if (Files.isRegularFile(file)) {
                return Optional.of(new Source(imported, InputFile.read(file), file.toString()));
            }
        }
        return Optional.empty();
    }

    /**
     * Of a file of a registry, which knows those that it imports.
     *
     * @param where it is, for people
     */
    static ProtobufSources of(ProtobufFile file, String where) {
        Map<String, Source> known = new HashMap<>();
        collect(file, where, known);
        return new ProtobufSources(
                new Source(file.name(), file.text(), where),
                imported -> Optional.ofNullable(known.get(imported)),
                "to which the schema in the registry does not refer");
    }

    private static void collect(ProtobufFile file, String where, Map<String, Source> into) {
        into.put(file.name(), new Source(file.name(), file.text(), where + ", " + file.name()));
        file.imports().forEach(imported -> collect(imported, where, into));
    }

    /**
     * Reads them.
     *
     * @throws InvalidInput if one is missing or cannot be parsed
     */
    void read() {
        add(main);
    }

    /** What a registry gets to know of them, by their names. */
    Map<String, ProtobufFile> files() {
        return files;
    }

    /** All of them, each behind those that it imports. */
    Collection<ProtoFile> parsed() {
        return parsed.values();
    }

    /** Empty: it comes with Protobuf. */
    private Optional<ProtobufFile> add(Source source) {
        String name = source.name();
        String where = source.where();
        if (!open.add(name)) {
            throw new InvalidInput(where, "imports itself: " + String.join(" imports ", open) + " imports " + name);
        }
        ProtoFile file = parse(name, source.text(), where);
        List<ProtobufFile> others = new ArrayList<>();
        for (String imported : Stream.concat(file.getImports().stream(), file.getPublicImports().stream())
                .toList()) {
            add(imported, where).ifPresent(others::add);
        }
        open.remove(name);
        parsed.put(name, file);
        if (ProtobufFile.wellKnown(name)) {
            return Optional.empty();
        }
        files.put(name, new ProtobufFile(name, source.text(), others));
        return Optional.of(files.get(name));
    }

    private Optional<ProtobufFile> add(String imported, String importing) {
        if (parsed.containsKey(imported)) {
            return Optional.ofNullable(files.get(imported));
        }
        if (ProtobufFile.wellKnown(imported)) {
            return add(new Source(imported, wellKnown(imported, importing), imported));
        }
        if (imported.startsWith("/") || List.of(imported.split("/")).contains("..")) {
            throw new InvalidInput(importing, "imports '%s'; a name must not lead upwards".formatted(imported));
        }
        Source found = imports.apply(imported)
                .orElseThrow(() -> new InvalidInput(importing, "imports '%s', %s".formatted(imported, elsewhere)));
        return add(found);
    }

    private static String wellKnown(String name, String importing) {
        try (InputStream in = com.google.protobuf.Any.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new InvalidInput(importing, "imports '%s', which Protobuf does not have".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProtoFile parse(String name, String text, String where) {
        requireReadable(text, where);
        try {
            return ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get(name), text));
        } catch (IllegalStateException e) {
            Matcher placed = PLACED.matcher(String.valueOf(e.getMessage()));
            if (!placed.matches()) {
                throw new InvalidInput(where, "is not a .proto file: " + e.getMessage());
            }
            String what = placed.group(4).startsWith("edition")
                    ? "editions are not supported; make a descriptor set of the file with protoc"
                    : placed.group(4);
            throw new InvalidInput("%s:%s:%s".formatted(where, placed.group(2), placed.group(3)), what);
        }
    }

    /** The parser calls itself for each brace, and takes an octal number for a decimal one. */
    private static void requireReadable(String text, String where) {
        String code = BESIDE_CODE.matcher(text).replaceAll(" ");
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char letter = code.charAt(i);
            depth += letter == '{' || letter == '[' ? 1 : 0;
            depth -= letter == '}' || letter == ']' ? 1 : 0;
            if (depth > DEEPEST) {
                throw new InvalidInput(where, "is nested deeper than %d braces".formatted(DEEPEST));
            }
        }
        Matcher octal = OCTAL.matcher(code);
        if (octal.find()) {
            throw new InvalidInput(
                    where, "has an octal number, %s; write it as a decimal one".formatted(octal.group(1)));
        }
    }
}

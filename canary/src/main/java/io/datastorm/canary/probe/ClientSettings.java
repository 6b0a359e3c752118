package io.datastorm.canary.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Settings of all clients. When a file that has some of them has changed, such as passwords or key stores, they are
 * read anew, as soon as two looks have seen the same: somebody may still be writing it. Thread-safe.
 */
public final class ClientSettings {
    /** Of settings whose values are files. */
    private static final String LOCATION = ".location";

    private final Supplier<Map<String, Object>> reading;
    private final Optional<Path> file;
    private Map<String, Object> settings;
    /** Of the settings. */
    private Map<Path, Integer> contents;
    /** At the last look. */
    private Map<Path, Integer> seen;

    private int generation;

    /**
     * Reads them.
     *
     * @param reading reads them, addresses included
     * @param file from which they are read; empty if there is none
     */
    public ClientSettings(Supplier<Map<String, Object>> reading, Optional<Path> file) {
        this.reading = reading;
        this.file = file;
        this.settings = Map.copyOf(reading.get());
        this.contents = contents();
        this.seen = contents;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        file.ifPresent(files::add);
        settings.forEach((name, value) -> {
            if (name.endsWith(LOCATION)) {
                files.add(Path.of(value.toString()));
            }
        });
        return files;
    }

    private Map<Path, Integer> contents() {
        Map<Path, Integer> all = new HashMap<>();
        for (Path each : files()) {
            try {
                all.put(each, Arrays.hashCode(Files.readAllBytes(each)));
            } catch (IOException e) {
                // It is being replaced: it is read again in a moment.
                all.put(each, 0);
            }
        }
        return all;
    }

    /** What each client needs, and more that is its own. */
    synchronized Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }

    /** Changes when clients must be made anew. */
    synchronized int generation() {
        return generation;
    }

    /** All clients are made anew. */
    synchronized void renew() {
        generation++;
    }

    /**
     * Looks whether a file has changed.
     *
     * @return whether settings were read anew
     * @throws io.datastorm.generator.input.InvalidInput if they cannot be read; those before stay
     */
    synchronized boolean refresh() {
        Map<Path, Integer> now = contents();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(contents)) {
            return false;
        }
        contents = now;
        settings = Map.copyOf(reading.get());
        // Files that these settings name for the first time; what has changed meanwhile is seen the next time.
        contents().forEach(contents::putIfAbsent);
        contents.keySet().retainAll(files());
        seen = Map.copyOf(contents);
        generation++;
        return true;
    }
}

package io.datastorm.live.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.output.RunningMark;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.report.Samples;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored results: all are found, and no name leads elsewhere. */
final class ResultLibraryTest {
    @TempDir
    private Path directory;

    private Path root;
    private ResultLibrary library;

    static Path store(Path root, String name, RunResult result) throws IOException {
        Path place = Files.createDirectories(root.resolve(name));
        try (OutputStream out = Files.newOutputStream(place.resolve("result.json"))) {
            new JsonReporter().write(result, out);
        }
        return place;
    }

    @BeforeEach
    void begin() throws IOException {
        root = Files.createDirectories(directory.resolve("results"));
        library = new ResultLibrary(root);
    }

    private List<String> ids() throws IOException {
        return library.entries().stream().map(LibraryEntry::id).sorted().toList();
    }

    @Test
    void runsAndExperimentsAreFound() throws IOException {
        store(root, "a", Samples.eventful("nightly"));
        store(root, "old/b", Samples.result(2000L, true, true));
        Files.writeString(Files.createDirectories(root.resolve("c")).resolve("lab.json"), "{}");
        Files.writeString(root.resolve("c/report.html"), "<p>");
        store(root, "c/runs/1", Samples.result(2000L, true, true));
        Files.createDirectories(root.resolve("empty"));
        assertThat(ids()).containsExactly("a", "c", "old/b");
        LibraryEntry nightly = library.entries().stream()
                .filter(entry -> entry.id().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(nightly.name()).isEqualTo("nightly");
        assertThat(nightly.run().verdict()).isEqualTo("BROKEN");
        assertThat(nightly.run().recordsPerSecond()).isEqualTo(1000);
        assertThat(library.experiment("c")).isPresent();
        assertThat(library.run("old/b")).isPresent();
    }

    @Test
    void theDirectoryOfOneRunIsALibraryOfOne() throws IOException {
        ResultLibrary one = new ResultLibrary(store(root, "a", Samples.result(2000L, true, true)));
        assertThat(one.entries()).hasSize(1);
        assertThat(one.run(".")).isPresent();
        assertThat(one.delete(".")).isPresent();
    }

    @Test
    void theDirectoryOfAnExperimentHasItsRuns() throws IOException {
        Path lab = Files.createDirectories(root.resolve("lab"));
        Files.writeString(lab.resolve("lab.json"), "{}");
        store(root, "lab/runs/001", Samples.result(2000L, true, true));
        ResultLibrary opened = new ResultLibrary(lab);
        assertThat(opened.entries()).extracting(LibraryEntry::id).containsExactlyInAnyOrder(".", "runs/001");
        assertThat(opened.delete(".")).isPresent();
        assertThat(lab.resolve("lab.json")).exists();
    }

    @Test
    void whatIsDamagedIsNamed() throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("d")).resolve("result.json"), "{\"formatVersion\":1");
        assertThat(library.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.problem()).isEqualTo("result.json is damaged, or of another version");
            assertThat(entry.run()).isNull();
        });
        assertThat(library.run("d")).isEmpty();
    }

    @Test
    void aDocumentThatChangedIsReadAgain() throws IOException {
        Path file = store(root, "a", Samples.eventful("one")).resolve("result.json");
        assertThat(library.entries().get(0).name()).isEqualTo("one");
        store(root, "a", Samples.eventful("two"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(library.entries().get(0).name()).isEqualTo("two");
    }

    @Test
    void nothingElseCanBeReadOrDeleted() throws IOException {
        store(root, "a", Samples.result(2000L, true, true));
        Path outside = store(directory, "outside", Samples.result(2000L, true, true));
        Files.createSymbolicLink(root.resolve("link"), outside);
        assertThat(ids()).containsExactly("a");
        for (String id : List.of("../outside", "link", "a/../../outside", outside.toString(), "", "..", "a/")) {
            assertThat(library.run(id)).as(id).isEmpty();
            assertThat(library.delete(id)).as(id).isPresent();
        }
        assertThat(outside.resolve("result.json")).exists();
        assertThat(root.resolve("a")).exists();
    }

    @Test
    void aDeletedResultIsGoneWithItsFiles() throws IOException {
        Path place = store(root, "a", Samples.result(2000L, true, true));
        Files.writeString(
                Files.createDirectories(place.resolve("streams/orders")).resolve("journal"), "y");
        assertThat(ids()).containsExactly("a");
        assertThat(library.delete("a")).isEmpty();
        assertThat(place).doesNotExist();
        assertThat(ids()).isEmpty();
    }

    /** A directory may have files of somebody else. */
    @Test
    void onlyFilesOfDataStormAreDeleted() throws IOException {
        Path place = store(root, "a", Samples.result(2000L, true, true));
        Files.writeString(place.resolve("thesis.txt"), "mine");
        Files.writeString(Files.createDirectories(place.resolve("src")).resolve("result.json"), "mine");
        Path lab = Files.createDirectories(root.resolve("lab"));
        Files.writeString(lab.resolve("lab.json"), "{}");
        Files.writeString(lab.resolve("report.html"), "");
        Files.writeString(lab.resolve("main.c"), "mine");
        store(lab, "runs/001", Samples.result(2000L, true, true));
        Files.writeString(lab.resolve("runs/001.log"), "");
        assertThat(ids()).containsExactly("a", "lab");
        assertThat(library.delete("a")).isEmpty();
        assertThat(library.delete("lab")).isEmpty();
        assertThat(ids()).containsExactly("a/src");
        assertThat(place.toFile().list()).containsExactlyInAnyOrder("thesis.txt", "src");
        assertThat(lab.toFile().list()).containsExactly("main.c");
    }

    @Test
    void whatCannotBeReadIsNotDeleted() throws IOException {
        Path other = Files.createDirectories(root.resolve("other"));
        Files.writeString(other.resolve("result.json"), "[1, 2]");
        assertThat(ids()).containsExactly("other");
        assertThat(library.delete("other"))
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be read"));
        assertThat(other.resolve("result.json")).exists();
    }

    @Test
    void aLinkedDirectoryIsOpened() throws IOException {
        store(root, "a", Samples.result(2000L, true, true));
        Path link = Files.createSymbolicLink(directory.resolve("link"), root);
        assertThat(new ResultLibrary(link).entries()).hasSize(1);
    }

    @Test
    void aReportThatComesLaterIsSeen() throws IOException {
        Path lab = Files.createDirectories(root.resolve("lab"));
        Files.writeString(lab.resolve("lab.json"), "{}");
        assertThat(library.entries().get(0).problem()).isEqualTo("it has no report yet");
        Files.writeString(lab.resolve("report.html"), "");
        assertThat(library.entries().get(0).problem()).isNull();
    }

    @Test
    void aRunThatGoesOnStays() throws IOException {
        Path place = store(root, "a", Samples.result(2000L, true, true));
        try (RunningMark mark = RunningMark.of(place)) {
            assertThat(mark).isNotNull();
            assertThat(library.entries().get(0).going()).isTrue();
            assertThat(library.delete("a")).contains("it goes on");
        }
        assertThat(library.entries().get(0).going()).isFalse();
        assertThat(library.delete("a")).isEmpty();
        assertThat(place).doesNotExist();
    }
}

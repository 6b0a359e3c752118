package io.datastorm.core.report.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * A report for people, before it has a form.
 *
 * @param title what it is about
 * @param headline what was found, in a sentence
 * @param alarms what must be known before anything else; mostly none
 * @param tiles the few figures that tell most
 * @param attachments raw data that goes with it
 */
public record Page(
        String title,
        String headline,
        List<String> alarms,
        List<Tile> tiles,
        List<Section> sections,
        List<Attachment> attachments) {
    /** Raw data under a file name. */
    public record Attachment(String fileName, String content) {}

    /**
     * A large figure.
     *
     * @param name what it is
     * @param meaning what to know about it
     */
    public record Tile(String name, String figure, String meaning, Tone tone) {
        private static final int LONG = 50;

        /** Whether it needs the place of two, because there is much to know. */
        @JsonProperty
        public boolean wide() {
            return meaning.length() > LONG;
        }
    }

    /** Whether something is as it should be. */
    public enum Tone {
        GOOD,
        BAD,
        /** Nobody said how it should be. */
        PLAIN;

        /** Of an answer that may not be known. */
        public static Tone of(Boolean good) {
            return good == null ? PLAIN : good ? GOOD : BAD;
        }
    }

    /** A heading with what stands below it. */
    public record Section(String title, List<Block> blocks) {
        /** An empty one, to be added to. */
        public static Section of(String title) {
            return new Section(title, List.of());
        }

        /** The same with a paragraph. */
        public Section text(String text) {
            return with(new Text(text));
        }

        /** The same with one more block. */
        public Section with(Block block) {
            return with(List.of(block));
        }

        /** The same with more blocks. */
        public Section with(List<? extends Block> added) {
            List<Block> more = new ArrayList<>(blocks);
            more.addAll(added);
            return new Section(title, List.copyOf(more));
        }
    }

    /** A part of a section. */
    public sealed interface Block permits Text, Code, Table, Folded, Chart {}

    /** A paragraph. */
    public record Text(String text) implements Block {}

    /** Lines that are shown as they are. */
    public record Code(String code) implements Block {}

    /** Rows of cells; columns without names have no heading. */
    public record Table(List<String> columns, List<List<String>> rows) implements Block {}

    /** Lines that are shown when somebody asks for them. */
    public record Folded(String title, List<String> lines) implements Block {}
}

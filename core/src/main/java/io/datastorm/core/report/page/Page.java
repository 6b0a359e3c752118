package io.datastorm.core.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A report for people, before it has a form.
 *
 * @param title what it is about
 * @param headline what was found, in a sentence
 * @param alarms what must be known before anything else; mostly none
 * @param attachments raw data that goes with it
 */
public record Page(
        String title, String headline, List<String> alarms, List<Section> sections, List<Attachment> attachments) {
    /** Raw data under a file name. */
    public record Attachment(String fileName, String content) {}

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
            List<Block> more = new ArrayList<>(blocks);
            more.add(block);
            return new Section(title, List.copyOf(more));
        }
    }

    /** A part of a section. */
    public sealed interface Block permits Text, Code, Table, Chart {}

    /** A paragraph. */
    public record Text(String text) implements Block {}

    /** Lines that are shown as they are. */
    public record Code(String code) implements Block {}

    /** Rows of cells; columns without names have no heading. */
    public record Table(List<String> columns, List<List<String>> rows) implements Block {}
}

package io.datastorm.core.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Raw data inside of a page, compressed. What is too large for a page that somebody sends by mail is left out, and
 * named.
 */
final class EmbeddedFiles {
    /** Of a file, as base64. */
    private static final int MOST_CHARACTERS = 300_000;

    private final List<Map<String, String>> files = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    EmbeddedFiles(List<Page.Attachment> attachments) {
        for (Page.Attachment attachment : attachments) {
            String content = compressed(attachment.content());
            if (content.length() > MOST_CHARACTERS) {
                leftOut.add(attachment.fileName());
            } else {
                files.add(Map.of("fileName", attachment.fileName(), "content", content));
            }
        }
    }

    private static String compressed(String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Each with its name, and its content as base64 of gzip. */
    List<Map<String, String>> files() {
        return files;
    }

    /** The same as JSON. */
    String json() {
        return ChartJson.write(files);
    }

    /** What a reader must look for elsewhere; empty if it is nothing. */
    String leftOut() {
        return leftOut.isEmpty()
                ? ""
                : String.join(", ", leftOut) + (leftOut.size() == 1 ? " is" : " are")
                        + " too large for this file; look in the directory of the results.";
    }
}

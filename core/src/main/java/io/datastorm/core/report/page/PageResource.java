package io.datastorm.core.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Templates, styles and scripts that are in the jars. */
final class PageResource {
    private PageResource() {}

    /** The text of one; names that begin with a slash are of any jar. */
    static String text(String name) {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

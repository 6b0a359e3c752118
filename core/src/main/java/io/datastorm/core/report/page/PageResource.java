package io.datastorm.core.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Templates, styles and scripts that are in the jars. */
public final class PageResource {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private PageResource() {}

    /** What draws charts. */
    public static String uplotScript() {
        return text(UPLOT + "uPlot.iife.min.js");
    }

    /** Its style. */
    public static String uplotStyle() {
        return text(UPLOT + "uPlot.min.css");
    }

    /** The style of all pages. */
    public static String style() {
        return text("page.css");
    }

    /** What charts of all pages have in common. */
    public static String chartScript() {
        return text("charts.js");
    }

    /** How many records took how long, as a chart. */
    public static String heatMapScript() {
        return text("heatmap.js");
    }

    /** Draws charts by their specification, as {@link ChartJson} writes it. */
    public static String figureScript() {
        return text("figures.js");
    }

    /** The text of one; names that begin with a slash are of any jar. */
    static String text(String name) {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.datastorm.live.server;

import io.datastorm.core.report.page.PageResource;
import io.datastorm.live.server.StaticFiles.Content;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of a page with charts: those that all pages share, and {@code index.html}, a script and a style of its own.
 */
public final class PageFiles {
    private PageFiles() {}

    /**
     * By their paths.
     *
     * @param beside a class beside which the page's own files stand
     * @param name of its script and style, without the ending
     */
    public static Map<String, Content> of(Class<?> beside, String name) {
        Map<String, Content> files = new HashMap<>();
        files.put("/", Content.page(beside, "index.html"));
        files.put("/" + name + ".js", Content.script(beside, name + ".js"));
        files.put("/" + name + ".css", Content.style(beside, name + ".css"));
        files.put("/charts.js", Content.script(PageResource.chartScript()));
        files.put("/heatmap.js", Content.script(PageResource.heatMapScript()));
        files.put("/figures.js", Content.script(PageResource.figureScript()));
        files.put("/page.css", Content.style(PageResource.style()));
        files.put("/uplot.js", Content.script(PageResource.uplotScript()));
        files.put("/uplot.css", Content.style(PageResource.uplotStyle()));
        return files;
    }
}

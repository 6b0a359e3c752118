package io.datastorm.core.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A page as one HTML file that needs nothing else: no network, no second file. Charts are drawn by uPlot, which is in
 * it. Text and tables are there without scripts, too. Thread-safe.
 */
public final class HtmlPage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Template template = Mustache.compiler().compile(PageResource.text("page.mustache"));
    private final Map<String, String> parts = Map.of(
            "style", PageResource.uplotStyle() + PageResource.text("page.css"),
            "script", PageResource.uplotScript() + PageResource.text("page.js"));

    /** A block under the name by which the template asks for it. */
    private static Map<String, Object> block(Page.Block block) {
        if (block instanceof Page.Text text) {
            return Map.of("text", text.text());
        }
        if (block instanceof Page.Code code) {
            return Map.of("code", code.code());
        }
        if (block instanceof Page.Table table) {
            return Map.of(
                    "table",
                    Map.of("named", !table.columns().isEmpty(), "columns", table.columns(), "rows", table.rows()));
        }
        Chart chart = (Chart) block;
        return Map.of("chart", Map.of("title", chart.title(), "json", script(chart)));
    }

    private static Map<String, Object> section(Page.Section section) {
        return Map.of(
                "title",
                section.title(),
                "blocks",
                section.blocks().stream().map(HtmlPage::block).toList());
    }

    /** The whole file. */
    public String write(Page page) {
        return template.execute(Map.of(
                "parts",
                parts,
                "title",
                page.title(),
                "headline",
                page.headline(),
                "alarms",
                page.alarms(),
                "sections",
                page.sections().stream()
                        .filter(section -> !section.blocks().isEmpty())
                        .map(HtmlPage::section)
                        .toList(),
                "hasAttachments",
                !page.attachments().isEmpty(),
                "attachments",
                script(page.attachments())));
    }

    /** JSON that cannot end the script element in which it stands. */
    private static String script(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

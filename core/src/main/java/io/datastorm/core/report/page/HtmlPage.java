package io.datastorm.core.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page as one HTML file that needs nothing else: no network, no second file. Charts are drawn by uPlot, which is in
 * it. Text and tables are there without scripts, too. Thread-safe.
 */
public final class HtmlPage {
    private static final String FIGURE = "[≥–]? ?[\\d.,–].{0,24}|–";

    private final Template template = Mustache.compiler().compile(PageResource.text("report.mustache"));
    private final Map<String, String> parts = Map.of(
            "style",
            PageResource.uplotStyle() + PageResource.style() + PageResource.text("report.css"),
            "script",
            PageResource.uplotScript()
                    + PageResource.chartScript()
                    + PageResource.heatMapScript()
                    + PageResource.figureScript()
                    + PageResource.text("report.js"));

    /** A block under the name by which the template asks for it. */
    private static Map<String, Object> block(Page.Block block) {
        if (block instanceof Page.Text text) {
            return Map.of("text", text.text());
        }
        if (block instanceof Page.Code code) {
            return Map.of("code", code.code());
        }
        if (block instanceof Page.Folded folded) {
            return Map.of("folded", folded);
        }
        if (block instanceof Page.Table table) {
            return Map.of(
                    "table",
                    Map.of(
                            "named",
                            !table.columns().isEmpty(),
                            "columns",
                            table.columns(),
                            "rows",
                            table.rows().stream().map(HtmlPage::row).toList()));
        }
        if (block instanceof Chart.Dots dots) {
            return Map.of("dots", DotRows.of(dots));
        }
        Chart chart = (Chart) block;
        return Map.of("chart", inScript(ChartJson.of(chart)));
    }

    /** Words may be broken into lines, figures may not. */
    private static List<Map<String, Object>> row(List<String> cells) {
        return cells.stream()
                .map(cell -> Map.<String, Object>of("text", cell, "figure", cell.matches(FIGURE)))
                .toList();
    }

    private static Map<String, Object> section(Page.Section section) {
        return Map.of(
                "title",
                section.title(),
                "blocks",
                section.blocks().stream().map(HtmlPage::block).toList());
    }

    private static Map<String, Object> tile(Page.Tile tile) {
        return Map.of(
                "name", tile.name(),
                "figure", tile.figure(),
                "meaning", tile.meaning(),
                "wide", tile.wide(),
                "tone", tile.tone().name().toLowerCase(Locale.ROOT));
    }

    /** The whole file. */
    public String write(Page page) {
        EmbeddedFiles files = new EmbeddedFiles(page.attachments());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("parts", parts);
        view.put("title", page.title());
        view.put("headline", page.headline());
        view.put("alarms", page.alarms());
        view.put("hasTiles", !page.tiles().isEmpty());
        view.put("tiles", page.tiles().stream().map(HtmlPage::tile).toList());
        view.put(
                "sections",
                page.sections().stream()
                        .filter(section -> !section.blocks().isEmpty())
                        .map(HtmlPage::section)
                        .toList());
        view.put("hasAttachments", !page.attachments().isEmpty());
        view.put("attachments", inScript(files.json()));
        view.put("leftOut", files.leftOut());
        return template.execute(view);
    }

    /** JSON that cannot end the script element in which it stands. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }
}

package io.datastorm.core.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class MarkdownPageTest {
    private static Page page(double... points) {
        List<Chart.Level> levels = java.util.Arrays.stream(points)
                .mapToObj(point -> new Chart.Level("<b>&\"" + point, List.of(point, point), point, point, point))
                .toList();
        Chart chart = new Chart.Dots("Throughput, records/s", "records/s", levels);
        return new Page(
                "t",
                "h",
                List.of("alarm *"),
                List.of(),
                List.of(Page.Section.of("s").with(chart)),
                List.of());
    }

    private static Document svg(double... points) throws Exception {
        Map<String, String> files = MarkdownPage.files(page(points));
        assertThat(files).containsOnlyKeys("throughput.svg");
        byte[] bytes = files.get("throughput.svg").getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static double[] centres(Document svg) {
        NodeList circles = svg.getElementsByTagName("circle");
        double[] centres = new double[circles.getLength()];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = Double.parseDouble(((Element) circles.item(i)).getAttribute("cx"));
        }
        return centres;
    }

    @Test
    void chartsAreFilesBesideIt() {
        String text = MarkdownPage.write(page(1, 2));
        assertThat(text).contains("> **alarm \\*", "![Throughput, records/s](throughput.svg)");
    }

    @Test
    void aPictureIsWellFormedAndItsNamesAreText() throws Exception {
        Document svg = svg(100, 200);
        assertThat(svg.getElementsByTagName("b").getLength()).isZero();
        assertThat(svg.getDocumentElement().getTextContent()).contains("<b>&\"100.0");
        double[] centres = centres(svg);
        assertThat(centres).hasSize(4);
        assertThat(centres[0]).isLessThan(centres[2]);
    }

    /** A tenth and a tenth of that are equally far apart. */
    @Test
    void whatIsFarApartHasALogarithmicAxis() throws Exception {
        double[] centres = centres(svg(10, 100, 1000));
        assertThat(centres[4] - centres[2])
                .isCloseTo(centres[2] - centres[0], org.assertj.core.api.Assertions.within(0.2));
        double[] near = centres(svg(10, 20, 40));
        assertThat(near[4] - near[2]).isGreaterThan(1.5 * (near[2] - near[0]));
    }

    @Test
    void nothingButZerosCanBeDrawn() throws Exception {
        assertThat(centres(svg(0, 0))).hasSize(4);
    }
}

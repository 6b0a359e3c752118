package io.datastorm.core.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.report.text.ShortNumbers;
import java.io.UncheckedIOException;

/** Charts as the specification that {@code figures.js} draws: small enough for a browser, however long a run was. */
public final class ChartJson {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(ShortNumbers.module());

    private ChartJson() {}

    /** A chart as JSON. */
    public static String of(Chart chart) {
        return write(chart instanceof Chart.Lines lines ? Thinning.of(lines) : chart);
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

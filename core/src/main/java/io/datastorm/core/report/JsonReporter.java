package io.datastorm.core.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.datastorm.core.measure.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The result document, format version 1. */
public final class JsonReporter implements Reporter {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER =
            MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        WRITER.writeValue(out, result);
        out.write("\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a stored document. */
    public static RunResult read(byte[] document) throws IOException {
        return MAPPER.readValue(document, RunResult.class);
    }

    /** The number at a path such as {@code latency.response.p99Millis}; null if there is none. */
    public static Double figure(String path, RunResult result) {
        JsonNode node = MAPPER.valueToTree(result);
        node = node.at("/" + path.replace('.', '/'));
        return node.isNumber() ? node.doubleValue() : null;
    }
}

package io.datastorm.core.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.workload.Threshold;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result document, format version 1. */
public final class JsonReporter implements Reporter {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER =
            MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private static final List<String> PARTS =
            List.of("run", "workload", "environment", "totals", "throughput", "latency", "generator", "validity");

    @Override
    public void write(RunResult result, OutputStream out) throws IOException {
        WRITER.writeValue(out, result);
        out.write("\n".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a stored document.
     *
     * @throws ResultFormatException if it is not one, or one of another format version
     */
    public static RunResult read(byte[] document) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(document);
            JsonNode version = tree.path("formatVersion");
            if (!version.isInt()) {
                throw new ResultFormatException("it has no formatVersion");
            }
            if (version.intValue() != RunResult.FORMAT_VERSION) {
                throw new ResultFormatException("its format version is %d, and this DataStorm reads version %d"
                        .formatted(version.intValue(), RunResult.FORMAT_VERSION));
            }
            requireParts(tree);
            return MAPPER.treeToValue(tree, RunResult.class);
        } catch (JsonMappingException e) {
            String where = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw new ResultFormatException("'" + where + "' is not what it should be");
        } catch (JsonParseException e) {
            throw new ResultFormatException("it is no JSON document, or was cut off, at line "
                    + e.getLocation().getLineNr());
        }
    }

    private static void requireParts(JsonNode tree) throws ResultFormatException {
        for (String part : PARTS) {
            if (!tree.path(part).isObject()) {
                throw new ResultFormatException("it has no '" + part + "'");
            }
        }
        for (JsonNode interval : tree.path("intervals")) {
            if (!interval.isObject()) {
                throw new ResultFormatException("one of its intervals is empty");
            }
        }
    }

    /**
     * The number at a path such as {@code latency.response.p99Millis}, or {@code streams.orders.totals.failed}; null if
     * there is none.
     */
    public static Double figure(String path, RunResult result) {
        JsonNode tree = MAPPER.valueToTree(result);
        Optional<Threshold.Part> part = Threshold.Part.of(path);
        JsonNode node = part.map(asked -> element(tree.path(asked.kind()), asked.name()))
                .orElse(tree)
                .at("/" + part.map(Threshold.Part::metric).orElse(path).replace('.', '/'));
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static JsonNode element(JsonNode array, String name) {
        for (JsonNode element : array) {
            String own = element.has("group")
                    ? element.path("group").asText()
                    : element.path("name").asText();
            if (own.equals(name)) {
                return element;
            }
        }
        return MissingNode.getInstance();
    }
}

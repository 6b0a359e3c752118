package io.datastorm.core.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.datastorm.generator.input.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A shape as YAML. */
public final class ShapeText {
    private static final int VERSION = 1;
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ShapeText() {}

    /** The file as it is written. */
    private record Document(
            Integer shape,
            Integer partitions,
            long records,
            ValuesPart values,
            TopicShape.Keys keys,
            List<TopicShape.Header> headers,
            TopicShape.Arrival arrival) {}

    private record ValuesPart(String sizes, double tombstones, Map<String, Double> compression) {}

    /** Writes it, with what whoever opens it has to know. */
    public static String write(TopicShape shape) {
        Document document = new Document(
                VERSION,
                shape.partitions(),
                shape.records(),
                new ValuesPart(
                        shape.values().sizes().orElse(null),
                        shape.values().tombstones(),
                        shape.values().compression()),
                shape.keys().orElse(null),
                shape.headers(),
                shape.arrival().orElse(null));
        try {
            return """
                    # The shape of a topic, without its data: datastorm run --shape FILE makes load of it.
                    # Names of headers are in it. Remove those that nobody should see.
                    """ + MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a shape is YAML", e);
        }
    }

    /**
     * Reads it.
     *
     * @param where the file, for messages
     * @throws InvalidInput if it is no shape
     */
    public static TopicShape read(String where, String text) {
        Document document = parse(where, text);
        require(where, "shape", document.shape != null && document.shape == VERSION, "must be 1");
        require(where, "partitions", document.partitions != null && document.partitions > 0, "must be 1 or more");
        require(where, "values", document.values != null, "is missing");
        TopicShape.Keys keys = document.keys;
        require(where, "keys", keys == null || (keys.draw() != null && keys.size() > 0), "must have draw and size");
        List<TopicShape.Header> headers = document.headers == null ? List.of() : document.headers;
        require(
                where,
                "headers",
                headers.stream().allMatch(header -> header.name() != null && header.size() >= 0),
                "must have names and sizes");
        require(where, "arrival", usable(document.arrival), "must have seconds and rates of 0 or more");
        return new TopicShape(
                document.partitions,
                document.records,
                new TopicShape.Values(
                        Optional.ofNullable(document.values.sizes),
                        document.values.tombstones,
                        document.values.compression == null ? Map.of() : document.values.compression),
                Optional.ofNullable(keys),
                headers,
                Optional.ofNullable(document.arrival));
    }

    private static boolean usable(TopicShape.Arrival arrival) {
        return arrival == null
                || (arrival.seconds() > 0
                        && arrival.rates() != null
                        && !arrival.rates().isEmpty()
                        && arrival.rates().stream().allMatch(rate -> rate != null && rate >= 0));
    }

    private static void require(String where, String part, boolean fine, String what) {
        if (!fine) {
            throw new InvalidInput(where, part + ": " + what);
        }
    }

    private static Document parse(String where, String text) {
        if (text.isBlank()) {
            throw new InvalidInput(where, "is empty");
        }
        try {
            return MAPPER.readValue(text, Document.class);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidInput(line(where, e), "there is no '%s' in a shape".formatted(e.getPropertyName()));
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            throw new InvalidInput(
                    line(where, e),
                    "%s: is not what a shape has there, or something is missing; datastorm shape writes such files"
                            .formatted(path.isEmpty() ? "the file" : path));
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    line(where, e),
                    "is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private static String line(String where, JsonProcessingException e) {
        return e.getLocation() == null ? where : where + ":" + e.getLocation().getLineNr();
    }
}

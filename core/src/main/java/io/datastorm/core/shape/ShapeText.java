package io.datastorm.core.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A shape as YAML. */
public final class ShapeText {
    private static final int VERSION = 1;
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ShapeText() {}

    /** The file as it is written. */
    private record Document(
            int shape,
            int partitions,
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
        if (text.isBlank()) {
            throw new InvalidInput(where, "is empty");
        }
        requireVersion(where, text);
        List<Problem> problems = new ArrayList<>();
        Document document = parse(where, text, problems);
        // Comments alone, or the word null, are YAML of nothing.
        if (document == null || document.shape != VERSION) {
            problems.add(new Problem(where, "shape: is missing"));
        } else if (document.values == null) {
            problems.add(new Problem(where, "values: is missing"));
        } else {
            TopicShape shape = shape(document);
            problems.addAll(ShapeCheck.problems(where, shape));
            if (problems.isEmpty()) {
                return shape;
            }
        }
        throw new InvalidInput(problems);
    }

    private static TopicShape shape(Document document) {
        return new TopicShape(
                document.partitions,
                document.records,
                new TopicShape.Values(
                        Optional.ofNullable(document.values.sizes),
                        document.values.tombstones,
                        document.values.compression == null ? Map.of() : document.values.compression),
                Optional.ofNullable(document.keys),
                document.headers == null ? List.of() : document.headers,
                Optional.ofNullable(document.arrival));
    }

    /** A later version may have parts that are not known here. */
    private static void requireVersion(String where, String text) {
        try {
            JsonNode version = MAPPER.readTree(text).path("shape");
            if (version.isInt() && version.intValue() != VERSION) {
                throw new InvalidInput(where, "shape: must be %d, got %d".formatted(VERSION, version.intValue()));
            }
        } catch (JsonProcessingException e) {
            throw notYaml(where, e);
        }
    }

    private static InvalidInput notYaml(String where, JsonProcessingException e) {
        String what = e.getOriginalMessage().lines().findFirst().orElse("");
        return new InvalidInput(line(where, e), "is not YAML: %s; datastorm shape writes such files".formatted(what));
    }

    /** What a shape does not have goes to the list. */
    private static Document parse(String where, String text, List<Problem> problems) {
        DeserializationProblemHandler unknown = new DeserializationProblemHandler() {
            @Override
            public boolean handleUnknownProperty(
                    DeserializationContext context,
                    JsonParser parser,
                    JsonDeserializer<?> deserializer,
                    Object part,
                    String name)
                    throws IOException {
                int line = parser.currentTokenLocation().getLineNr();
                problems.add(new Problem(where + ":" + line, "there is no '%s' in a shape".formatted(name)));
                parser.skipChildren();
                return true;
            }
        };
        try {
            return MAPPER.readerFor(Document.class).withHandler(unknown).readValue(text);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            throw new InvalidInput(
                    line(where, e),
                    "%s: is not what a shape has there, or something is missing; datastorm shape writes such files"
                            .formatted(path.isEmpty() ? "the file" : path));
        } catch (JsonProcessingException e) {
            throw notYaml(where, e);
        }
    }

    private static String line(String where, JsonProcessingException e) {
        return e.getLocation() == null ? where : where + ":" + e.getLocation().getLineNr();
    }
}

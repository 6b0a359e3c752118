package io.datastorm.kafka.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.generator.capture.CapturedHeader;
import io.datastorm.generator.capture.CapturedRecord;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.sample.ValueDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Masks parts of records. Not thread-safe. */
public final class RecordMask {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mask mask;
    private final ValueDecoder decoder;
    private final boolean key;
    private final Set<String> headers;
    private final List<MaskedPart.Field> fields;
    private final Set<MaskedPart> missing;

    /**
     * Of these parts.
     *
     * @param decoder of the values, if fields of them are masked
     * @throws InvalidInput if one is a part of another
     */
    public RecordMask(List<MaskedPart> parts, Mask mask, ValueDecoder decoder) {
        this.mask = mask;
        this.decoder = decoder;
        this.key = parts.contains(new MaskedPart.Key());
        this.headers = parts.stream()
                .filter(MaskedPart.Header.class::isInstance)
                .map(part -> ((MaskedPart.Header) part).name())
                .collect(Collectors.toSet());
        this.fields = parts.stream()
                .filter(MaskedPart.Field.class::isInstance)
                .map(MaskedPart.Field.class::cast)
                .distinct()
                .toList();
        requireApart();
        this.missing = new HashSet<>(parts);
    }

    /** A part within another one would be masked twice, and fit to nothing. */
    private void requireApart() {
        for (MaskedPart.Field outer : fields) {
            for (MaskedPart.Field inner : fields) {
                List<String> path = inner.path();
                if (path.size() > outer.path().size()
                        && path.subList(0, outer.path().size()).equals(outer.path())) {
                    throw new InvalidInput("--mask", "%s is a part of %s already".formatted(inner, outer));
                }
            }
        }
    }

    /** Of nothing. */
    public static RecordMask none() {
        return new RecordMask(
                List.of(), Mask.random(), new ValueDecoder(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Parts that no record has had so far. */
    public Set<MaskedPart> missing() {
        return missing;
    }

    /**
     * The record with masked parts.
     *
     * @throws IOException if its value cannot be read, or a part of it not be masked
     */
    public CapturedRecord of(CapturedRecord record) throws IOException {
        return new CapturedRecord(
                record.partition(),
                record.timestampMillis(),
                key(record.key()),
                fields.isEmpty() || record.value() == null ? record.value() : value(record.value()),
                record.headers().stream().map(this::header).toList());
    }

    private byte[] key(byte[] bytes) throws IOException {
        if (!key || bytes == null) {
            return bytes;
        }
        missing.remove(new MaskedPart.Key());
        if (decoder.isRegistered(bytes)) {
            throw new IOException("the key begins with the id of a schema; such keys cannot be masked");
        }
        return masked(bytes);
    }

    private CapturedHeader header(CapturedHeader header) {
        if (!headers.contains(header.name())) {
            return header;
        }
        missing.remove(new MaskedPart.Header(header.name()));
        return header.value() == null ? header : new CapturedHeader(header.name(), masked(header.value()));
    }

    /** As text, if they are: bytes of control characters are a number, for example. */
    private byte[] masked(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            boolean readable = text.codePoints().noneMatch(Character::isISOControl);
            return readable ? mask.text(text).getBytes(StandardCharsets.UTF_8) : mask.bytes(bytes);
        } catch (CharacterCodingException e) {
            return mask.bytes(bytes);
        }
    }

    private byte[] value(byte[] value) throws IOException {
        ValueDecoder.Layout layout = decoder.layout(value);
        ByteArrayOutputStream masked = new ByteArrayOutputStream(value.length);
        masked.write(value, 0, layout.from());
        if (layout.schema().isPresent()) {
            avro(decoder.avro(value, layout), layout.schema().get(), masked);
        } else {
            JsonNode json = ValueDecoder.json(value, layout);
            fields.stream()
                    .filter(field -> new JsonMask(mask).apply(json, field.path()))
                    .forEach(missing::remove);
            masked.writeBytes(JSON.writeValueAsBytes(json));
        }
        return masked.toByteArray();
    }

    private void avro(Object value, Schema schema, ByteArrayOutputStream to) throws IOException {
        try {
            fields.stream()
                    .filter(field -> new AvroMask(mask).apply(value, field.path()))
                    .forEach(missing::remove);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(to, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
    }
}

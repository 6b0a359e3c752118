package io.datastorm.generator.protobuf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A field of a record as a message has it. A record that was not read from a {@code .proto} file has numbers in the
 * order of its fields; each branch of a union but null has one of its own.
 *
 * @param number of the field, or of the first branch of its union; 0 for a oneof, whose fields have the numbers
 * @param implicit whether a value of zero, or an empty one, is left out
 * @param packed whether the items of an array stand in a row, behind one tag
 */
public record MessageField(Schema.Field field, int number, boolean implicit, boolean packed) {
    private static final String LEFT_OUT = "protobuf.any";
    private static final String NUMBER = "number";
    private static final String IMPLICIT = "implicit";
    private static final String PACKED = "packed";
    /** The property's value at a record that is one field of a oneof. */
    private static final String ONEOF = "oneof";

    /** The fields of a record, in their order. */
    public static List<MessageField> of(Schema record) {
        List<MessageField> fields = new ArrayList<>();
        int next = 1;
        for (Schema.Field field : record.getFields()) {
            Map<?, ?> said = field.getObjectProp(ProtobufType.PROPERTY) instanceof Map<?, ?> map ? map : Map.of();
            boolean oneof = oneof(field.schema());
            int number = said.get(NUMBER) instanceof Number given ? given.intValue() : next;
            fields.add(new MessageField(
                    field,
                    oneof ? 0 : number,
                    said.isEmpty() ? single(field.schema()) : said.containsKey(IMPLICIT),
                    said.isEmpty() || said.containsKey(PACKED)));
            next = oneof ? next : number + Math.max(1, branches(field.schema()).size());
        }
        return fields;
    }

    /** What is said of a field that was read from a {@code .proto} file. */
    public static Map<String, Object> property(int number, boolean implicit, boolean packed) {
        Map<String, Object> property = new LinkedHashMap<>(Map.of(NUMBER, number));
        if (implicit) {
            property.put(IMPLICIT, true);
        }
        if (packed) {
            property.put(PACKED, true);
        }
        return property;
    }

    /** Says which fields a message has beside those of the record: their numbers, by their names. */
    public static void leaveOut(Schema record, Map<String, Object> numbers) {
        if (!numbers.isEmpty()) {
            record.addProp(LEFT_OUT, numbers);
        }
    }

    /** Fields that a message has beside those of the record: their numbers, by their names. */
    static Map<?, ?> leftOut(Schema record) {
        return record.getObjectProp(LEFT_OUT) instanceof Map<?, ?> numbers ? numbers : Map.of();
    }

    /** Makes a record one field of a oneof: its field stands in the message around it. */
    public static void makeMember(Schema record) {
        record.addProp(ProtobufType.PROPERTY, ONEOF);
    }

    /** Whether a record is one field of a oneof. */
    public static boolean member(Schema schema) {
        return schema.getType() == Schema.Type.RECORD && ONEOF.equals(schema.getObjectProp(ProtobufType.PROPERTY));
    }

    private static boolean oneof(Schema schema) {
        return schema.isUnion() && schema.getTypes().stream().anyMatch(MessageField::member);
    }

    /** What a value can be besides null. */
    public static List<Schema> branches(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .toList()
                : List.of(schema);
    }

    private static boolean single(Schema schema) {
        return switch (schema.getType()) {
            case UNION, RECORD, ARRAY, MAP, NULL -> false;
            default -> true;
        };
    }
}

package io.datastorm.generator.protobuf;

import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumOptions;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** The symbols of an enum, and their numbers: those it was read with, or their order. */
public final class MessageEnum {
    private MessageEnum() {}

    /** The number of each symbol, in their order. */
    public static int[] numbers(Schema schema) {
        Map<?, ?> said = schema.getObjectProp(ProtobufType.PROPERTY) instanceof Map<?, ?> map ? map : Map.of();
        return schema.getEnumSymbols().stream()
                .mapToInt(symbol ->
                        said.get(symbol) instanceof Number number ? number.intValue() : schema.getEnumOrdinal(symbol))
                .toArray();
    }

    /** As part of a file. Symbols share their scope with those of other enums, so each begins with its enum's name. */
    static EnumDescriptorProto of(Schema schema, String name, FreeNames taken) {
        int[] numbers = numbers(schema);
        String prefix = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT) + "_";
        List<EnumValueDescriptorProto> values = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            String symbol = schema.getEnumSymbols().get(i);
            values.add(value(taken.free(symbol.startsWith(prefix) ? symbol : prefix + symbol), numbers[i]));
        }
        if (values.stream().noneMatch(value -> value.getNumber() == 0)) {
            values.add(value(taken.free(prefix + "UNSPECIFIED"), 0));
        }
        // The first value must be zero.
        values.sort(Comparator.comparing(value -> value.getNumber() != 0));
        EnumDescriptorProto.Builder made =
                EnumDescriptorProto.newBuilder().setName(name).addAllValue(values);
        if (values.stream().map(EnumValueDescriptorProto::getNumber).distinct().count() < values.size()) {
            made.setOptions(EnumOptions.newBuilder().setAllowAlias(true));
        }
        return made.build();
    }

    private static EnumValueDescriptorProto value(String name, int number) {
        return EnumValueDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .build();
    }
}

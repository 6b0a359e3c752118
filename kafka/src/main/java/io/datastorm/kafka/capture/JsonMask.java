package io.datastorm.kafka.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks fields of JSON.
 *
 * @param mask of texts and numbers
 */
record JsonMask(Mask mask) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Masks a field, and all that is in it; returns whether it is there. */
    boolean apply(JsonNode value, List<String> path) {
        if (value instanceof ArrayNode items) {
            boolean found = false;
            for (JsonNode item : items) {
                found |= apply(item, path);
            }
            return found;
        }
        if (!(value instanceof ObjectNode object) || !object.has(path.get(0))) {
            return false;
        }
        String name = path.get(0);
        if (path.size() > 1) {
            return apply(object.get(name), path.subList(1, path.size()));
        }
        object.set(name, masked(object.get(name)));
        return true;
    }

    private JsonNode masked(JsonNode value) {
        if (value instanceof ArrayNode items) {
            each(items);
            return items;
        }
        if (value instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(name, masked(object.get(name))));
            return object;
        }
        if (value.isNumber()) {
            return number(value.decimalValue());
        }
        // True, false and null say as much masked as they do unmasked.
        return value.isTextual() ? JSON.textNode(mask.text(value.textValue())) : value;
    }

    private void each(ArrayNode items) {
        for (int i = 0; i < items.size(); i++) {
            items.set(i, masked(items.get(i)));
        }
    }

    /** Digits behind a point stay so many. */
    private JsonNode number(BigDecimal number) {
        BigInteger digits = new BigInteger(mask.text(number.unscaledValue().toString()));
        return number.scale() == 0 ? JSON.numberNode(digits) : JSON.numberNode(new BigDecimal(digits, number.scale()));
    }
}

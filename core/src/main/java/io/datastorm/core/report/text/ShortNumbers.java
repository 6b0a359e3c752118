package io.datastorm.core.report.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Writes numbers of a JSON document with five digits, and no number as null: more digits than a chart can show cost
 * time in a browser.
 */
public final class ShortNumbers extends StdSerializer<Double> {
    private static final long serialVersionUID = 1L;
    private static final MathContext DIGITS = new MathContext(5);

    private ShortNumbers() {
        super(Double.class);
    }

    /** What an object mapper must be given. */
    public static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(Double.class, new ShortNumbers())
                .addSerializer(double.class, new ShortNumbers());
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
        if (value.isNaN() || value.isInfinite()) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
            out.writeNumber((long) (double) value);
        } else {
            out.writeNumber(new BigDecimal(value).round(DIGITS).stripTrailingZeros());
        }
    }
}

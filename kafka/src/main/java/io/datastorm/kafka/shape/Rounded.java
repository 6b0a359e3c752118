package io.datastorm.kafka.shape;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures as people read them. */
final class Rounded {
    private static final MathContext DIGITS = new MathContext(4);

    private Rounded() {}

    /** The four first digits. */
    static double of(double number) {
        return BigDecimal.valueOf(number).round(DIGITS).doubleValue();
    }
}

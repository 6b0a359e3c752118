package io.datastorm.generator.avro;

import java.util.List;

/** Tells what is wrong with a hint before a generator is made of it. */
public final class HintCheck {
    /** The property of a field or type that holds its hint. */
    public static final String PROPERTY = Hint.PROPERTY;

    private HintCheck() {}

    /** Everything wrong with the hint, given as plain Java values of its JSON; empty if it is fine. */
    public static List<String> problems(Object hint) {
        return Hint.problems(hint);
    }
}

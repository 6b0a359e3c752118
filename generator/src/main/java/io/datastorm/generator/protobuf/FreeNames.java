package io.datastorm.generator.protobuf;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names of one scope. Two names may not be the same without their underscores and capitals: they would be the same
 * in JSON, and Protobuf's compiler refuses that. Not thread-safe.
 */
final class FreeNames {
    private final Set<String> taken = new HashSet<>();

    /** This name, or the first of those with a number behind it that is not taken. It is taken then. */
    String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free.replace("_", "").toLowerCase(Locale.ROOT)); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}

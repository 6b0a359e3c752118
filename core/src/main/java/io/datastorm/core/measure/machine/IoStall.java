package io.datastorm.core.measure.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Linux's pressure stall information: for how long some process had to wait for the disk (kernel documentation, "PSI").
 */
public final class IoStall {
    private static final Path FILE = Path.of("/proc/pressure/io");
    private static final Pattern SOME_TOTAL = Pattern.compile("some .*total=([0-9]+)");

    private IoStall() {}

    /** Microseconds since boot; empty where the kernel does not tell. */
    public static OptionalLong micros() {
        try {
            Matcher matcher = SOME_TOTAL.matcher(Files.readString(FILE));
            return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}

package io.datastorm.core.measure.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many cores this process may use: a container's quota may be less than the cores that it sees (kernel
 * documentation, "CPU bandwidth control", cgroup v2).
 */
public final class CpuQuota {
    private static final Path FILE = Path.of("/sys/fs/cgroup/cpu.max");

    private CpuQuota() {}

    /** Cores, perhaps not a whole number. */
    public static double cores() {
        int visible = Runtime.getRuntime().availableProcessors();
        try {
            return Math.min(visible, parse(Files.readString(FILE), visible));
        } catch (IOException e) {
            return visible;
        }
    }

    /** {@code 150000 100000} is one and a half; {@code max 100000} is no quota. */
    static double parse(String text, double otherwise) {
        String[] words = text.trim().split("\\s+", -1);
        try {
            return words.length == 2 && !words[0].equals("max")
                    ? Double.parseDouble(words[0]) / Double.parseDouble(words[1])
                    : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}

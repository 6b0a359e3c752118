package io.datastorm.core.machine;

import java.nio.file.Path;
import java.util.Optional;

/** How many cores this process may use: a container's quota may be less than the cores that it sees. */
public final class CpuQuota {
    private CpuQuota() {}

    /** Cores, perhaps not a whole number. */
    public static double cores() {
        double visible = Runtime.getRuntime().availableProcessors();
        return Cgroup.cpu().stream()
                .mapToDouble(directory -> quota(directory, visible))
                .reduce(visible, Math::min);
    }

    private static double quota(Path directory, double otherwise) {
        Optional<String> old = Cgroup.read(directory, "cpu.cfs_quota_us")
                .flatMap(quota -> Cgroup.read(directory, "cpu.cfs_period_us").map(period -> quota + " " + period));
        return old.or(() -> Cgroup.read(directory, "cpu.max"))
                .map(text -> parse(text, otherwise))
                .orElse(otherwise);
    }

    /** {@code 150000 100000} is one and a half; {@code max} or a negative number is no quota. */
    static double parse(String text, double otherwise) {
        String[] words = text.trim().split("\\s+", -1);
        try {
            double quota = words.length == 2 && !words[0].equals("max") ? Double.parseDouble(words[0]) : -1;
            return quota > 0 ? quota / Double.parseDouble(words[1]) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}

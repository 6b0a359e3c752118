package io.datastorm.generator.stamp;

/** The finalizer of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014). */
public final class Mix {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** A well-mixed number for (seed, position). */
    public static long mix(long seed, long position) {
        return finish(finish(seed + GAMMA) + GAMMA * (position + 1));
    }

    private static long finish(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

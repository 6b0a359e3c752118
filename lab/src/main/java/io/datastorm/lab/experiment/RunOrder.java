package io.datastorm.lab.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * In which order runs are made: in blocks of one run of each variant, so that a machine that changes in the course of
 * hours changes for all alike, and within a block at random, so that no variant always follows the same other one.
 */
public final class RunOrder {
    private RunOrder() {}

    /**
     * One run.
     *
     * @param block from 1
     */
    public record Planned(int block, Variant variant) {}

    /** All runs; the same seed gives the same order. */
    public static List<Planned> of(Experiment experiment, long seed) {
        Random random = new Random(seed);
        List<Planned> order = new ArrayList<>();
        for (int block = 1; block <= experiment.repeats(); block++) {
            List<Variant> variants = new ArrayList<>(experiment.withTwin());
            Collections.shuffle(variants, random);
            for (Variant variant : variants) {
                order.add(new Planned(block, variant));
            }
        }
        return order;
    }
}

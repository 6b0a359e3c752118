package io.datastorm.core.workload.record;

import java.util.Arrays;

/** Which partition each record goes to. */
public sealed interface Partitioning {
    /** As Kafka's own producer does: that of the key; records without keys stay with one partition for a batch. */
    Partitioning KAFKA = new OfKafka();

    /** How many records each of so many partitions gets, in proportion to the others, where keys do not decide. */
    double[] shares(int partitions);

    /**
     * Whether batches for all partitions are filled side by side; else one after the other.
     *
     * @param keyed whether records have keys
     */
    boolean sideBySide(boolean keyed);

    private static double[] equal(int partitions) {
        double[] equal = new double[partitions];
        Arrays.fill(equal, 1);
        return equal;
    }

    /** See {@link #KAFKA}. */
    record OfKafka() implements Partitioning {
        @Override
        public boolean sideBySide(boolean keyed) {
            return keyed;
        }

        @Override
        public double[] shares(int partitions) {
            return equal(partitions);
        }
    }

    /** Each record goes to the partition after that of the one before, whatever its key. */
    record RoundRobin() implements Partitioning {
        @Override
        public boolean sideBySide(boolean keyed) {
            return true;
        }

        @Override
        public double[] shares(int partitions) {
            return equal(partitions);
        }
    }

    /** All records stay with one partition for a batch, whatever their keys. */
    record Sticky() implements Partitioning {
        @Override
        public boolean sideBySide(boolean keyed) {
            return false;
        }

        @Override
        public double[] shares(int partitions) {
            return equal(partitions);
        }
    }

    /** All records go to one partition. */
    record Fixed(int partition) implements Partitioning {
        @Override
        public boolean sideBySide(boolean keyed) {
            return false;
        }

        @Override
        public double[] shares(int partitions) {
            double[] shares = new double[partitions];
            shares[partition] = 1;
            return shares;
        }
    }

    /** Partition 0 gets the most records, and partition p gets (p + 1)<sup>exponent</sup> times fewer. */
    record Zipf(double exponent) implements Partitioning {
        @Override
        public boolean sideBySide(boolean keyed) {
            return true;
        }

        @Override
        public double[] shares(int partitions) {
            double[] shares = new double[partitions];
            for (int partition = 0; partition < partitions; partition++) {
                shares[partition] = Math.pow(partition + 1, -exponent);
            }
            return shares;
        }
    }

    /**
     * Reads {@code kafka}, {@code round-robin}, {@code sticky}, {@code fixed:N} or {@code zipf:S}.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static Partitioning parse(String text) {
        String[] parts = text.split(":", 2);
        String number = parts.length > 1 ? parts[1] : "";
        if (parts[0].equals("fixed") && number.matches("\\d{1,6}")) {
            return new Fixed(Integer.parseInt(number));
        }
        if (parts[0].equals("zipf") && number.matches("\\d{1,2}(\\.\\d{1,9})?") && Double.parseDouble(number) > 0) {
            return new Zipf(Double.parseDouble(number));
        }
        return switch (text) {
            case "kafka" -> KAFKA;
            case "round-robin" -> new RoundRobin();
            case "sticky" -> new Sticky();
            default ->
                throw new IllegalArgumentException(
                        "must be kafka, round-robin, sticky, fixed:N for partition N, or zipf:S for an exponent S, "
                                + "got '%s'".formatted(text));
        };
    }
}

package io.datastorm.core.measure;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What limited a run, with the evidence in words. The rules are simple, tried in this order, and explained in {@code docs/method.md}.
 *
 * @param by broker, generator, network, disk, quota, rate or unknown
 * @param evidence a sentence with the numbers that led there
 */
public record Limit(String by, String evidence) {
    private static final double BUSY_MACHINE = 0.90;
    private static final double BUSY_DISK = 0.50;
    private static final double WAITING = 0.25;

    /**
     * Judges.
     *
     * @param disturbed whether faults were done to the cluster: then averages do not tell who waited for whom
     */
    public static Limit judge(Observations seen, boolean disturbed) {
        if (disturbed && !Boolean.TRUE.equals(seen.rateMet())) {
            return new Limit("broker", "faults were done to the cluster; " + usage(seen));
        }
        return judge(seen);
    }

    static Limit judge(Observations seen) {
        if (Boolean.TRUE.equals(seen.rateMet())) {
            return new Limit("rate", "the asked rate was met: " + usage(seen));
        }
        if (seen.throttledMillis() > 0) {
            return new Limit(
                    "quota", format("a broker asked to wait up to %.0f ms because of a quota", seen.throttledMillis()));
        }
        if (seen.local() && seen.ioStallShare() != null && seen.ioStallShare() >= BUSY_DISK) {
            return new Limit(
                    "disk",
                    format("processes waited for the disk in %.0f %% of the time; ", 100 * seen.ioStallShare())
                            + usage(seen));
        }
        if (seen.local() && machineShare(seen) >= BUSY_MACHINE) {
            boolean generator = seen.generatorCores() >= seen.allBrokerCores();
            return new Limit(
                    generator ? "generator" : "broker",
                    format("all %d cores were busy (%.0f %%): ", seen.cpus(), 100 * machineShare(seen)) + usage(seen));
        }
        if (seen.generatorCores() >= BUSY_MACHINE * seen.cpus() || seen.waitingShare() < WAITING) {
            return new Limit(
                    "generator",
                    format("workers waited for the brokers in only %.0f %% of their time; ", 100 * seen.waitingShare())
                            + usage(seen));
        }
        return farSide(seen);
    }

    /** Of a client that is not ours: nobody knows how long it waited for the brokers. */
    static Limit judgeFromOutside(Observations seen) {
        return seen.local() && machineShare(seen) >= BUSY_MACHINE
                ? judge(seen)
                : new Limit("unknown", "this client does not tell how long it waits for the brokers; " + usage(seen));
    }

    private static Limit farSide(Observations seen) {
        String waited = format("workers waited for the brokers in %.0f %% of their time; ", 100 * seen.waitingShare());
        return seen.local()
                ? new Limit("broker", waited + usage(seen))
                : new Limit(
                        "unknown",
                        waited + usage(seen)
                                + "; brokers on other machines and the network to them cannot be told apart from here");
    }

    private static double machineShare(Observations seen) {
        return (seen.generatorCores() + seen.allBrokerCores()) / seen.cpus();
    }

    private static String usage(Observations seen) {
        String generator = format("the generator used %.2f of %d cores", seen.generatorCores(), seen.cpus());
        String brokers = IntStream.range(0, seen.brokerCores().size())
                .mapToObj(
                        i -> format("broker %d %.2f", i + 1, seen.brokerCores().get(i)))
                .collect(Collectors.joining(", "));
        return brokers.isEmpty() ? generator : generator + ", " + brokers;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

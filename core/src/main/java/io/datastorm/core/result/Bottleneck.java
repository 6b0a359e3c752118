package io.datastorm.core.result;

import io.datastorm.core.machine.Pressure;
import io.datastorm.core.result.broker.BrokerEvidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What limited a run, with the evidence in words. The rules are simple, tried in this order, and explained in
 * {@code docs/method.md}.
 *
 * @param by broker, generator, linger, latency, network, disk, quota, rate, consumer or unknown
 * @param evidence a sentence with the numbers that led there
 */
public record Bottleneck(String by, String evidence) {
    /** What it may be limited by. */
    public static final List<String> KINDS = List.of(
            "broker", "generator", "linger", "latency", "network", "disk", "quota", "rate", "consumer", "unknown");

    private static final double BUSY_MACHINE = 0.90;
    private static final double BUSY_THREAD = 0.90;
    private static final double BUSY_DISK = 0.50;
    /** The rest are headers, and acknowledgements that crowd each other out. */
    private static final double FULL_LINK = 0.90;

    private static final double THROTTLED = 0.10;
    private static final double WAITING = 0.25;
    private static final double OTHERS = 0.25;
    private static final double NOTABLE_CORES = 0.05;
    private static final double SHORTEST_SECONDS = 0.5;
    private static final double SILENT = 0.10;
    /** What takes longer than a second leaves seconds without an acknowledgement, however steadily it goes on. */
    private static final double SLOW_SECONDS = 1;

    private static final double FAILED = 0.01;
    private static final double NEARLY_EMPTY = 0.5;
    /** A rate that is shared by members is met by a little less. */
    private static final double NEARLY_MET = 0.98;

    /** Of the time from sending to acknowledgement. */
    private static final double MOST = 0.5;

    private static final String ELSEWHERE = "; brokers on other machines and the network to them cannot be told apart "
            + "from here: --broker-metrics would tell";

    /** In the order in which they are tried; each is empty if it does not apply. */
    private static final List<Function<Observations, Optional<Bottleneck>>> RULES = List.of(
            seen -> tooShort(seen.flow().seconds()),
            Bottleneck::rate,
            Bottleneck::quota,
            Bottleneck::failures,
            Bottleneck::disk,
            Bottleneck::network,
            Bottleneck::silence,
            Bottleneck::emptyBatches,
            Bottleneck::otherPrograms,
            Bottleneck::fullMachine,
            Bottleneck::busyThread,
            Bottleneck::ownBound,
            Bottleneck::ownWork);

    /**
     * Judges.
     *
     * @param faults what was done to the cluster on purpose; if the rate was not met, averages do not tell who waited
     *     for whom
     */
    public static Bottleneck judge(Observations seen, List<String> faults) {
        if (!faults.isEmpty() && !Boolean.TRUE.equals(seen.rateMet())) {
            return disturbed(seen, faults);
        }
        return judge(seen);
    }

    private static Bottleneck disturbed(Observations seen, List<String> faults) {
        return new Bottleneck(
                "broker", "your faults (" + String.join(", ", faults) + ") disturbed the cluster; " + usage(seen));
    }

    static Bottleneck judge(Observations seen) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(seen).stream())
                .findFirst()
                .orElseGet(() -> farSide(seen));
    }

    /** Of a client that is not ours: nobody knows how long it waited for the brokers. */
    public static Bottleneck judgeFromOutside(Observations seen) {
        return Stream.of(disk(seen), fullMachine(seen))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new Bottleneck(
                        "unknown", "this client does not tell how long it waits for the brokers; " + usage(seen)));
    }

    /**
     * Of a run that reads and writes nothing.
     *
     * @param reading of the group that was slowest
     * @param faults what was done to the cluster on purpose
     */
    public static Bottleneck judgeReading(Observations seen, Observations.Reading reading, List<String> faults) {
        return Stream.of(
                        tooShort(reading.seconds()),
                        readingRate(seen, reading),
                        faults.isEmpty() ? Optional.<Bottleneck>empty() : Optional.of(disturbed(seen, faults)),
                        disk(seen),
                        network(seen),
                        otherPrograms(seen).map(Bottleneck::ofConsumer),
                        fullMachine(seen).map(Bottleneck::ofConsumer),
                        busyThread(seen).map(Bottleneck::ofConsumer),
                        working(seen, reading))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> farSideOfReading(seen, reading));
    }

    /** This process reads, and does not generate. */
    private static Bottleneck ofConsumer(Bottleneck limit) {
        return limit.by().equals("generator") ? new Bottleneck("consumer", limit.evidence()) : limit;
    }

    private static Optional<Bottleneck> readingRate(Observations seen, Observations.Reading reading) {
        return when(
                reading.ofRate() >= NEARLY_MET || reading.pacedShare() >= WAITING,
                "rate",
                format(
                                "members of %s waited for --consume-rate in %.0f %% of their time; ",
                                reading.group(), 100 * reading.pacedShare())
                        + usage(seen));
    }

    private static Optional<Bottleneck> working(Observations seen, Observations.Reading reading) {
        return when(
                reading.waitingShare() < WAITING,
                "consumer",
                format(
                                "members of %s were busy with records that they had in %.0f %% of their time; ",
                                reading.group(), 100 * reading.workingShare())
                        + usage(seen));
    }

    private static Bottleneck farSideOfReading(Observations seen, Observations.Reading reading) {
        if (reading.caughtUp()) {
            return new Bottleneck(
                    "rate",
                    "the group %s had read everything, and waited for new records; ".formatted(reading.group())
                            + usage(seen));
        }
        return new Bottleneck(
                seen.machine().local() ? "broker" : "unknown",
                format(
                                "members of %s waited for the brokers in %.0f %% of their time; ",
                                reading.group(), 100 * reading.waitingShare())
                        + usage(seen)
                        + (seen.machine().local() ? "" : ELSEWHERE));
    }

    private static Optional<Bottleneck> when(boolean applies, String by, String evidence) {
        return applies ? Optional.of(new Bottleneck(by, evidence)) : Optional.empty();
    }

    private static Optional<Bottleneck> tooShort(double seconds) {
        return when(
                seconds < SHORTEST_SECONDS,
                "unknown",
                format("%.0f ms are too short to tell: measure for a second at least", 1000 * seconds));
    }

    private static Optional<Bottleneck> rate(Observations seen) {
        return when(Boolean.TRUE.equals(seen.rateMet()), "rate", "the asked rate was met: " + usage(seen));
    }

    private static Optional<Bottleneck> quota(Observations seen) {
        double share = seen.client().throttledShare();
        return when(
                share >= THROTTLED,
                "quota",
                format("a broker asked to wait in %.0f %% of the time because of a quota; ", 100 * share)
                        + usage(seen));
    }

    private static Optional<Bottleneck> failures(Observations seen) {
        Observations.Flow flow = seen.flow();
        return when(
                flow.failedShare() >= FAILED,
                "broker",
                format(
                                "%.1f %% of the records failed, most of them with %s; ",
                                100 * flow.failedShare(), flow.mostFailed())
                        + usage(seen));
    }

    private static Optional<Bottleneck> silence(Observations seen) {
        double share = seen.flow().silentShare();
        return when(
                share >= SILENT && seen.client().serviceSeconds() < SLOW_SECONDS,
                "broker",
                format("nothing was acknowledged in %.0f %% of the seconds; ", 100 * share) + usage(seen));
    }

    private static Optional<Bottleneck> disk(Observations seen) {
        Double stall = seen.machine().loss().ioStallShare();
        return when(
                seen.machine().local() && stall != null && stall >= BUSY_DISK,
                "disk",
                format("processes waited for the disk in %.0f %% of the time; ", stall == null ? 0 : 100 * stall)
                        + usage(seen));
    }

    private static Optional<Bottleneck> network(Observations seen) {
        Observations.Link link = seen.link();
        return link == null
                ? Optional.empty()
                : when(
                        link.share() >= FULL_LINK,
                        "network",
                        format(
                                        "the link %s carried %s/s of %s/s (%.0f %%); ",
                                        link.name(),
                                        bits(link.usedBitsPerSecond()),
                                        bits(link.bitsPerSecond()),
                                        100 * link.share())
                                + usage(seen));
    }

    /** Where a quota is smaller than the machine, what other programs do on its other cores means nothing. */
    private static Optional<Bottleneck> otherPrograms(Observations seen) {
        Observations.Machine machine = seen.machine();
        double others = machine.otherCores();
        boolean full = machine.loss().busyCores()
                >= BUSY_MACHINE * (machine.cores() - machine.loss().stolenCores());
        return when(
                full
                        && others >= OTHERS * machine.cores()
                        && machine.loss().busyCores() <= machine.cores() + NOTABLE_CORES,
                "generator",
                format("other programs used %.2f of %s cores; ", others, cores(machine.cores())) + usage(seen));
    }

    private static Optional<Bottleneck> fullMachine(Observations seen) {
        Observations.Machine machine = seen.machine();
        boolean generator = machine.generatorCores() + machine.allProcessCores() >= machine.allBrokerCores();
        return when(
                machine.local()
                        && (machine.usedShare() >= BUSY_MACHINE
                                || machine.loss().throttledShare() >= WAITING),
                generator ? "generator" : "broker",
                format("all %s cores were busy (%.0f %%): ", cores(machine.cores()), 100 * machine.usedShare())
                        + usage(seen)
                        + (generator
                                ? ""
                                : told(seen).map(each -> "; " + each.words()).orElse("")));
    }

    /** One thread has no more than one core, however many are idle. */
    private static Optional<Bottleneck> busyThread(Observations seen) {
        Observations.Machine machine = seen.machine();
        boolean all = machine.generatorCores() >= BUSY_MACHINE * machine.cores();
        String thread = format(
                "its thread %s used %.0f %% of a core; ",
                machine.busiest().name(), 100 * machine.busiest().share());
        return when(all || machine.busiest().share() >= BUSY_THREAD, "generator", thread + usage(seen));
    }

    /** A worker that may have only so many records in flight waits for its own batches to leave, or for answers. */
    private static Optional<Bottleneck> ownBound(Observations seen) {
        Observations.Client client = seen.client();
        boolean linger = client.lingerSeconds() >= MOST * client.serviceSeconds();
        String evidence = format(
                "only so many records may be unacknowledged (--outstanding), an acknowledgement takes %.1f ms, "
                        + "of which linger is up to %.1f ms; ",
                1000 * client.serviceSeconds(), 1000 * client.lingerSeconds());
        return when(
                client.bounded() && client.waitingShare() >= WAITING,
                linger ? "linger" : "latency",
                evidence + usage(seen));
    }

    /** Who may have only a few records unacknowledged has nearly empty batches, and does not wait for the buffer. */
    private static Optional<Bottleneck> emptyBatches(Observations seen) {
        Observations.Client client = seen.client();
        return when(
                !client.bounded()
                        && client.waitingShare() >= WAITING
                        && client.batchFill() > 0
                        && client.batchFill() < NEARLY_EMPTY,
                "generator",
                format(
                                "the producer's buffer was full of batches that were %.0f %% full: "
                                        + "raise --buffer-memory, or lower --batch-size; ",
                                100 * client.batchFill())
                        + usage(seen));
    }

    private static Optional<Bottleneck> ownWork(Observations seen) {
        double waiting = seen.client().waitingShare();
        return when(
                waiting < WAITING,
                "generator",
                format("workers waited for the brokers in only %.0f %% of their time; ", 100 * waiting) + usage(seen));
    }

    private static Bottleneck farSide(Observations seen) {
        String waited = format(
                "workers waited for the brokers in %.0f %% of their time; ",
                100 * seen.client().waitingShare());
        Optional<BrokerEvidence> told = told(seen);
        String words = waited + told.map(evidence -> evidence.words() + "; ").orElse("") + usage(seen);
        boolean broker =
                seen.machine().local() || told.filter(BrokerEvidence::limits).isPresent();
        return broker
                ? new Bottleneck("broker", words)
                : new Bottleneck("unknown", words + (told.isPresent() ? "" : ELSEWHERE));
    }

    private static Optional<BrokerEvidence> told(Observations seen) {
        return BrokerEvidence.of(seen.brokers(), seen.client().serviceSeconds());
    }

    private static String usage(Observations seen) {
        Observations.Machine machine = seen.machine();
        String generator =
                format("the generator used %.2f of %s cores", machine.generatorCores(), cores(machine.cores()));
        String brokers = IntStream.range(0, machine.brokerCores().size())
                .mapToObj(i ->
                        format("broker %d %.2f", i + 1, machine.brokerCores().get(i)))
                .collect(Collectors.joining(", "));
        String processes = machine.processCores().entrySet().stream()
                .map(process -> format(", the %s %.2f", process.getKey(), process.getValue()))
                .collect(Collectors.joining());
        return (brokers.isEmpty() ? generator : generator + ", " + brokers) + processes + loss(machine.loss());
    }

    /** What somebody who looks at this machine alone would not see. */
    private static String loss(Pressure.Loss loss) {
        String stolen = loss.stolenCores() < NOTABLE_CORES
                ? ""
                : format("; the hypervisor gave %.2f cores to others", loss.stolenCores());
        return loss.throttledShare() < NOTABLE_CORES
                ? stolen
                : stolen + format("; the CPU quota was used up in %.0f %% of its periods", 100 * loss.throttledShare());
    }

    private static String bits(double perSecond) {
        double giga = perSecond / 1e9;
        String text = format("%.1f", giga >= 1 ? giga : 1000 * giga).replaceAll("\\.0$", "");
        return text + (giga >= 1 ? "Gbit" : "Mbit");
    }

    private static String cores(double cores) {
        return cores == Math.rint(cores) ? format("%.0f", cores) : format("%.1f", cores);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

package io.datastorm.core.result;

import java.util.List;
import java.util.Map;

/**
 * The result of a run, frozen: the document {@code result.json}, format version 1. Names are fixed once released;
 * seconds, bytes and milliseconds are numbers. Null means "does not apply" or "could not be read", never zero.
 */
public record RunResult(
        int formatVersion,
        Run run,
        Map<String, Object> workload,
        Environment environment,
        Totals totals,
        Throughput throughput,
        Latency latency,
        Generator generator,
        List<Broker> brokers,
        List<Interval> intervals,
        Validity validity,
        List<FaultResult> faults,
        Verification verification,
        List<ThresholdResult> thresholds,
        List<Stream> streams,
        List<Agent> agents,
        Senders senders,
        List<ConsumerResult> consumers,
        BacklogResult backlog,
        TransactionResult transactions) {
    /** The version of the document. */
    public static final int FORMAT_VERSION = 1;

    /** Documents that were written before there were faults, streams, agents or consumers can be read as well. */
    public RunResult {
        faults = faults == null ? List.of() : faults;
        streams = streams == null ? List.of() : streams;
        agents = agents == null ? List.of() : agents;
        senders = senders == null ? Senders.UNKNOWN : senders;
        consumers = consumers == null ? List.of() : consumers;
    }

    /**
     * The same with what reading everything back has shown.
     *
     * @param found of all streams
     * @param each the streams, with what was found of each
     */
    public RunResult verified(Verification found, List<Stream> each) {
        return new RunResult(
                formatVersion,
                run,
                workload,
                environment,
                totals,
                throughput,
                latency,
                generator,
                brokers,
                intervals,
                validity,
                faults,
                found,
                thresholds,
                each,
                agents,
                senders,
                consumers.stream().map(group -> judged(group, found)).toList(),
                backlog,
                transactions == null ? null : transactions.verified(found.transactions()));
    }

    private static ConsumerResult judged(ConsumerResult consumer, Verification found) {
        return found.groups().stream()
                .filter(group -> group.group().equals(consumer.group()))
                .findFirst()
                .map(group -> consumer.judged(group.verdict()))
                .orElse(consumer);
    }

    /** Whether the plan asks for a verification. */
    public boolean verificationAsked() {
        return workload.get("verify") instanceof String verify && !verify.equals("off");
    }

    /** Whether the run has ended, and the verification that was asked for has not. */
    public boolean unverified() {
        return run.complete() && verificationAsked() && verification == null;
    }

    /**
     * What one stream of the run did. The top of the document is all streams together.
     *
     * @param name of the stream; the topic's name if it is the only one
     * @param topic its name, or what the names of all its topics begin with
     * @param topics how many
     * @param partitions of all topics together
     * @param rateMet null when no rate was asked for
     * @param steady as in {@link Validity}
     * @param dirt null unless events are wrong on purpose
     * @param verification null unless it was asked for
     */
    public record Stream(
            String name,
            String topic,
            int topics,
            int partitions,
            Totals totals,
            Throughput throughput,
            Latency latency,
            Boolean rateMet,
            Boolean steady,
            List<StreamInterval> intervals,
            Dirt dirt,
            Verification verification) {
        /** Documents that were written before there were several topics can be read as well. */
        public Stream {
            topics = Math.max(1, topics);
        }

        /** The same with what reading it back has shown. */
        public Stream verified(Verification found) {
            return new Stream(
                    name,
                    topic,
                    topics,
                    partitions,
                    totals,
                    throughput,
                    latency,
                    rateMet,
                    steady,
                    intervals,
                    dirt,
                    found);
        }

        /** The same with how long records took to consumers; null if nobody has measured it. */
        public Stream with(EndToEnd endToEnd) {
            return new Stream(
                    name,
                    topic,
                    topics,
                    partitions,
                    totals,
                    throughput,
                    latency.with(endToEnd),
                    rateMet,
                    steady,
                    intervals,
                    dirt,
                    verification);
        }
    }

    /**
     * How many events were wrong on purpose, warm-up included.
     *
     * @param late were sent long after they happened
     * @param dropped were never sent
     * @param duplicate were sent twice
     * @param invalid have values that cannot be decoded
     * @param listed how many of all of them are in {@code ground-truth.jsonl}
     */
    public record Dirt(long late, long dropped, long duplicate, long invalid, long listed) {}

    /**
     * What one process of the run did; there is one at least.
     *
     * @param host where it ran
     * @param lost when nothing more was heard of it, in seconds of the measured window; null if it ended in good order
     * @param clockOffsetMillis by how much its clock was ahead of the coordinator's; null if that is one process
     * @param clockErrorMillis by how much that may be wrong
     * @param totals without what was stored, which is known of all together
     * @param generator null if an agent of a lower index runs in the same process, and tells of it
     */
    public record Agent(
            int index,
            String host,
            Double lost,
            Double clockOffsetMillis,
            Double clockErrorMillis,
            Totals totals,
            Throughput throughput,
            Generator generator) {}

    /**
     * How long records took from when they were due to a consumer that read along.
     *
     * @param negative samples below zero; they are in the summary as zero
     * @param clock which clock told both times
     * @param trouble why not everything was read; null if everything was
     */
    public record EndToEnd(Summary summary, long negative, String clock, String trouble) {}

    /** Which run this was. {@code complete} is false until it ended in good order. */
    public record Run(
            String id,
            String name,
            String startedAt,
            double durationSeconds,
            boolean complete,
            String datastormVersion) {}

    /** Where it ran. */
    public record Environment(
            String javaVersion,
            String os,
            int cpus,
            long heapMaxBytes,
            String clusterId,
            String brokerVersion,
            int brokers,
            int partitions,
            int replicationFactor,
            boolean local) {}

    /**
     * The whole run, warm-up included. {@code stored} is the growth of the end offsets; null if it could not be asked.
     * {@code neverSent} were due at a rate, and were not handed to the sender in time. Of an external client only what
     * is stored is known: it counts as acknowledged, and the rest is null.
     */
    public record Totals(
            Long attempted,
            Long neverSent,
            long acknowledged,
            Long failed,
            Long unresolved,
            Long stored,
            Boolean storedAgrees,
            Long payloadBytes,
            Long wireBytes,
            Map<String, Long> failedByError,
            Map<String, Long> unresolvedByError) {}

    /**
     * The measured window only. {@code recordsPerBatch} is about the mean, because batches count when they leave; null
     * if the sender does not tell.
     */
    public record Throughput(
            double recordsPerSecond,
            Double payloadBytesPerSecond,
            Double wireBytesPerSecond,
            Double targetRecordsPerSecond,
            Double recordsPerBatch) {}

    /**
     * Latencies of records that were due in the measured window. {@code mode} is openLoop or saturated;
     * {@code endToEnd} is null unless it was measured, and {@code endToEndFacts} says how. {@code dueWithoutLatency}
     * records were due and never acknowledged: they are in the response times with the time for which they were waited
     * for. So a percentile of {@code lowerBoundFromMillis} or more is a lower bound; null if there are no such records.
     * {@code distribution} is that of a whole run that has ended; null of a stream, and in older documents.
     */
    public record Latency(
            Summary response,
            Summary service,
            Summary lag,
            Summary endToEnd,
            EndToEnd endToEndFacts,
            String mode,
            Long dueWithoutLatency,
            Double lowerBoundFromMillis,
            LatencyDistribution distribution) {
        /** The same with how long records took to consumers; null if nobody has measured it. */
        public Latency with(EndToEnd measured) {
            return measured == null ? this : with(measured.summary(), measured, distribution);
        }

        /** The same with how it was distributed. */
        public Latency with(LatencyDistribution found) {
            return with(endToEnd, endToEndFacts, found);
        }

        private Latency with(Summary toConsumers, EndToEnd facts, LatencyDistribution found) {
            return new Latency(
                    response, service, lag, toConsumers, facts, mode, dueWithoutLatency, lowerBoundFromMillis, found);
        }
    }

    /** Percentiles of one latency. */
    public record Summary(
            long count,
            double meanMillis,
            double p50Millis,
            double p90Millis,
            double p95Millis,
            double p99Millis,
            double p999Millis,
            double p9999Millis,
            double maxMillis) {}

    /** What the generator's JVM used in the measured window; of an external client its heap is not known. */
    public record Generator(
            double cpuSeconds,
            double recordsPerCpuSecond,
            Long gcPauseCount,
            Double gcPauseMaxMillis,
            Double gcPauseTotalMillis,
            Double allocatedBytesPerRecord,
            Long peakHeapBytes,
            long peakRssBytes) {}

    /**
     * What is known of the senders beside their records.
     *
     * @param connectMillis how long it took until all senders of the slowest process were open; null if it is not known
     * @param processes processes that worked for them on the same machine, such as the run's own gateway
     */
    public record Senders(Double connectMillis, List<SenderProcess> processes) {
        /** Of a client that is not ours. */
        public static final Senders UNKNOWN = new Senders(null, List.of());

        public Senders {
            processes = processes == null ? List.of() : processes;
        }
    }

    /** What a process used in the measured window that worked for the senders. */
    public record SenderProcess(String name, double cpuSeconds, long peakRssBytes) {}

    /** What a local broker used in the measured window. */
    public record Broker(int id, double cpuSeconds, long peakRssBytes) {}

    /**
     * Whether the figures mean what they seem to.
     *
     * @param rateMet null when no rate was asked for
     * @param limitedBy one word, see {@link Bottleneck}
     * @param evidence why that word
     * @param warnings what a reader must know
     * @param steady whether throughput neither rose nor fell by more than 10 % over the window; null if that cannot be
     *     told: a short window, a load that changes, faults
     * @param warmupSeconds how long the warm-up was; null if it is not known
     */
    public record Validity(
            Boolean rateMet,
            String limitedBy,
            String evidence,
            List<String> warnings,
            Boolean steady,
            Double warmupSeconds) {}

    /**
     * Something that went wrong on purpose. Times are seconds of the measured window.
     *
     * @param stoppedMillis the longest time without any acknowledgement, up to the next fault
     * @param stillStopped whether that time was cut short by the next fault, or by the end
     * @param recoveredSeconds until throughput was back at 90 % of what it was before, and at a rate what was due
     *     meanwhile was acknowledged; 0 if it never fell below; null if it did not come back
     * @param doneSeconds when what was done had its effect: a broker that was started serves again; null if that is at
     *     once, or did not come
     * @param error why it could not be done; null if it was
     * @param exitCode of a command of the user; null for other faults, and if it did not end with the run
     * @param output the last lines that such a command has printed; null for other faults
     */
    public record FaultResult(
            String fault,
            double atSeconds,
            Double stoppedMillis,
            boolean stillStopped,
            Double recoveredSeconds,
            Double doneSeconds,
            String error,
            Integer exitCode,
            String output) {
        private static final String NOTE = "note: ";

        /** A fault that is no command of the user. */
        public FaultResult(
                String fault,
                double atSeconds,
                Double stoppedMillis,
                boolean stillStopped,
                Double recoveredSeconds,
                Double doneSeconds,
                String error) {
            this(fault, atSeconds, stoppedMillis, stillStopped, recoveredSeconds, doneSeconds, error, null, null);
        }

        /** Whether it only marks a moment. */
        public boolean note() {
            return fault.startsWith(NOTE);
        }

        /** What a note says. */
        public String words() {
            return fault.substring(NOTE.length());
        }

        /** The same of a command of the user. */
        public FaultResult with(Integer code, String printed) {
            return new FaultResult(
                    fault, atSeconds, stoppedMillis, stillStopped, recoveredSeconds, doneSeconds, error, code, printed);
        }
    }

    /** A threshold with what was measured; {@code actual} is null if there is no such figure in this run. */
    public record ThresholdResult(String expression, Double actual, boolean met) {}
}

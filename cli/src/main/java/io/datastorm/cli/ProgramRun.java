package io.datastorm.cli;

import io.datastorm.core.measure.OutsideRecorder;
import io.datastorm.core.measure.RunResult;
import io.datastorm.core.measure.machine.BrokerMeter;
import io.datastorm.core.measure.machine.ResidentMemory;
import io.datastorm.core.report.ResultFiles;
import io.datastorm.core.workload.Workload;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.TargetTopic;
import io.datastorm.lab.experiment.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A run of somebody else's client, on a cluster as {@code datastorm run} would have it, seen from outside. Nothing is left if the client ends by itself. */
final class ProgramRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GRACE_SECONDS = 5;
    private static final long LOOK_MILLIS = 50;

    private final Workload workload;
    private final Program program;
    private final Path directory;
    private final Screen log;

    /**
     * For one run.
     *
     * @param directory where the result goes; it does not exist yet
     * @param log where it tells what it does
     */
    ProgramRun(Workload workload, Program program, Path directory, Screen log) {
        this.workload = workload;
        this.program = program;
        this.directory = directory;
        this.log = log;
    }

    /** The client's processes: the shell and whatever it has started. */
    private record Client(Process process) {
        Stream<ProcessHandle> handles() {
            return Stream.concat(Stream.of(process.toHandle()), process.descendants());
        }

        double cpuSeconds() {
            return handles()
                    .flatMap(handle -> handle.info().totalCpuDuration().stream())
                    .mapToDouble(used -> used.toNanos() / 1e9)
                    .sum();
        }

        long rssBytes() {
            return handles()
                    .mapToLong(handle -> ResidentMemory.bytes(handle.pid()))
                    .sum();
        }

        boolean endsWithin(long millis) throws InterruptedException {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        }

        void end() throws InterruptedException {
            handles().toList().forEach(ProcessHandle::destroy);
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                handles().toList().forEach(ProcessHandle::destroyForcibly);
                process.waitFor();
            }
        }
    }

    /**
     * Makes it.
     *
     * @param shell starts the program's command, with these additions to its environment
     */
    void run(Shell shell) throws IOException, InterruptedException {
        Instant startedAt = Instant.now();
        try (RunCluster cluster = RunCluster.open(workload.target(), log);
                Admin admin = ClusterAccess.connect(
                        cluster.bootstrapServers(), workload.target().clientProperties())) {
            TargetTopic topic = TargetTopic.prepare(admin, workload.target(), workload.sender(), id -> true);
            RunResult.Environment environment = Environments.of(cluster, topic, admin);
            Client client = new Client(shell.start(
                    program.command(),
                    Map.of(
                            "BOOTSTRAP",
                            cluster.bootstrapServers(),
                            "TOPIC",
                            workload.target().topic())));
            OutsideRecorder recorder = new OutsideRecorder();
            try {
                if (!observe(client, topic, cluster.meter(), recorder)) {
                    log.complain("the program ended, or sent nothing");
                    return;
                }
            } finally {
                client.end();
            }
            Map<String, Object> plan = new TreeMap<>(workload.effective());
            plan.put("program", program.command());
            try (ResultFiles files = new ResultFiles(directory, startedAt.toEpochMilli())) {
                files.finish(recorder.result(
                        new RunResult.Run(
                                UUID.randomUUID().toString(),
                                workload.name(),
                                startedAt.toString(),
                                0,
                                true,
                                Version.text("version")),
                        plan,
                        environment));
            }
        }
    }

    /** False if the client sent nothing, or ended before its time. */
    private boolean observe(Client client, TargetTopic topic, BrokerMeter meter, OutsideRecorder recorder)
            throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (topic.endOffsetsNow() == 0) {
            if (client.endsWithin(LOOK_MILLIS) || System.nanoTime() > patience) {
                return false;
            }
        }
        if (client.endsWithin(workload.extent().warmup().toMillis())) {
            return false;
        }
        recorder.add(reading(client, topic, meter));
        long from = System.nanoTime();
        long seconds = workload.extent().duration().orElseThrow().toSeconds();
        for (long second = 1; second <= seconds; second++) {
            long left = from + TimeUnit.SECONDS.toNanos(second) - System.nanoTime();
            if (client.endsWithin(TimeUnit.NANOSECONDS.toMillis(Math.max(0, left)))) {
                return false;
            }
            recorder.add(reading(client, topic, meter));
        }
        return true;
    }

    private static OutsideRecorder.Reading reading(Client client, TargetTopic topic, BrokerMeter meter) {
        long stored = topic.endOffsetsNow();
        return new OutsideRecorder.Reading(
                System.nanoTime(), stored, client.cpuSeconds(), client.rssBytes(), meter.read());
    }
}

package io.datastorm.cli.canary;

import io.datastorm.canary.Canary;
import io.datastorm.canary.CanaryPlan;
import io.datastorm.canary.event.CanaryEvent;
import io.datastorm.canary.event.EventLog;
import io.datastorm.canary.figures.Totals;
import io.datastorm.canary.probe.ClientSettings;
import io.datastorm.cli.live.MetricsTargets;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Interrupts;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.cli.topic.ClusterArguments;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code datastorm canary}: whether a cluster serves, for as long as it runs. */
@Command(
        name = "canary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a few records a second to each broker of a cluster, reads them back, and judges availability",
            "and latency over 5 minutes, an hour and a day, until it is stopped. It prints a line for each event:",
            "a broker goes down, records fail, an objective is violated. See docs/canary.md.",
            "For example: datastorm canary -b kafka-1:9092 --objective 'availability>=99.9 over 1h'"
        })
public final class CanaryCommand implements Callable<Integer> {
    private static final long TICK_MILLIS = 100;
    private static final int KIND_COLUMNS = 9;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterArguments cluster;

    @Mixin
    private CanaryOptions options;

    @Mixin
    private CanaryOutputs outputs;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), false);
        EventLog log = new EventLog(event -> screen.say(line(event)));
        CanaryPlan plan = options.plan(cluster.servers());
        Optional<Duration> length = options.length();
        MetricsTargets targets = outputs.targets();
        ClientSettings settings = new ClientSettings(cluster::client, cluster.commandConfig());
        // A cluster that cannot be reached is explained here; afterwards one that is silent is what a canary is for.
        cluster.connect().close(Duration.ZERO);
        CountDownLatch ended = new CountDownLatch(1);
        try (Interrupts interrupts = new Interrupts(screen);
                Canary canary = new Canary(plan, settings, log);
                CanaryOutputs.Opened opened = outputs.open(canary, targets)) {
            interrupts.onFirst(ended::countDown);
            opened.introduce(screen);
            canary.start(opened.figures());
            log.notice(CanaryEvent.Kind.CANARY, options.begins(cluster.servers()));
            boolean interrupted = run(canary, ended, length);
            log.notice(CanaryEvent.Kind.CANARY, ends(canary.totals()));
            return code(canary, interrupted);
        }
    }

    private static boolean run(Canary canary, CountDownLatch ended, Optional<Duration> length)
            throws InterruptedException {
        long start = System.nanoTime();
        while (!ended.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            canary.tick();
            if (length.isPresent() && System.nanoTime() - start >= length.get().toNanos()) {
                return false;
            }
        }
        return true;
    }

    private static int code(Canary canary, boolean interrupted) {
        if (canary.totals().lost() > 0) {
            return ExitCode.NOT_PROVEN;
        }
        return interrupted ? ExitCode.INTERRUPTED : canary.violated() ? ExitCode.THRESHOLD : ExitCode.DONE;
    }

    /** One line, with the time in UTC. */
    private static String line(CanaryEvent event) {
        Instant second = event.at().truncatedTo(ChronoUnit.SECONDS);
        String kind = event.kind().name().toLowerCase(Locale.ROOT);
        return "%s %s %s%s".formatted(second, event.bad() ? "WARN" : "INFO", padded(kind), event.text());
    }

    private static String padded(String kind) {
        return kind + " ".repeat(Math.max(1, KIND_COLUMNS + 1 - kind.length()));
    }

    private static String ends(Totals totals) {
        return ("the canary ends: %,d records, %,d failed (%,d not sent, %,d not acknowledged, %,d not read), "
                        + "%,d late, %,d duplicated, %,d lost")
                .formatted(
                        totals.records(),
                        totals.failed(),
                        totals.notSent(),
                        totals.notAcknowledged(),
                        totals.notRead(),
                        totals.late(),
                        totals.duplicated(),
                        totals.lost());
    }
}

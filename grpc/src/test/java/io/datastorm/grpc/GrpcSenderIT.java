package io.datastorm.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Verdict;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.run.sender.SenderHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about a sender with a gateway, on a real broker. */
@Timeout(120)
final class GrpcSenderIT {
    private static LocalCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        cluster = LocalCluster.start(ClusterPlan.of(1));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    private SenderHarness harness(String sender, Map<Option<?>, String> more) {
        Map<Option<?>, String> settings = new HashMap<>();
        settings.putAll(SenderHarness.settings(new SenderPlan.Kind(sender), "t"));
        settings.putAll(more);
        return SenderHarness.prepareVerified(cluster.bootstrapServers(), settings, directory);
    }

    private static List<ProcessHandle> gateways() {
        return ProcessHandle.current()
                .descendants()
                .filter(GrpcSenderIT::gateway)
                .toList();
    }

    /** The class path is too long for what a ProcessHandle tells. */
    private static boolean gateway(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains(GatewayMain.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc-unary"})
    void everythingIsProvedAndNoGatewayIsLeft(String sender) throws Exception {
        SenderHarness harness = harness(
                sender, Map.of(LoadOptions.RECORDS, "50k", SenderOptions.ACKS, "all", SenderOptions.WORKERS, "2"));
        harness.run().everyRecordHasAnOutcome();
        assertThat(harness.acknowledged()).isEqualTo(50_000);
        assertThat(harness.verify().verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(gateways()).isEmpty();
    }

    /** Nothing is sent again: what is in flight may be stored or not, and is never taken for stored or lost. */
    @ParameterizedTest
    @ValueSource(strings = {"grpc", "grpc-unary"})
    void aGatewayThatDiesEndsTheRunAndNothingIsGuessed(String sender) throws Exception {
        SenderHarness harness = harness(
                sender,
                Map.of(
                        LoadOptions.DURATION,
                        "1h",
                        LoadOptions.RATE,
                        "20k",
                        SenderOptions.ACKS,
                        "all",
                        SenderOptions.WORKERS,
                        "2"));
        AtomicInteger killed = new AtomicInteger();
        Thread killer = new Thread(() -> {
            harness.awaitAcknowledged(20_000);
            killed.set(gateways().size());
            gateways().forEach(ProcessHandle::destroyForcibly);
        });
        killer.start();
        harness.run().everyRecordHasAnOutcome();
        killer.join();
        assertThat(killed).hasValue(1);
        assertThat(harness.generator().stopRequest().reason()).isEqualTo(StopSignal.Reason.WORKER_FAILED);
        assertThat(harness.generator().stopRequest().message())
                .containsPattern("the gateway at 127.0.0.1:[0-9]+ (is gone|does not answer)");
        Findings found = harness.verify();
        assertThat(found.verdict()).as("%s %s", found.places(), found.notes()).isEqualTo(Verdict.CLEAN);
        assertThat(found.read()).isGreaterThanOrEqualTo(harness.acknowledged());
    }

    /** One that somebody else has started is neither configured nor ended. */
    @Test
    void aGatewayOfSomebodyElseIsUsed() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all");
        try (GatewayProcess gateway = GatewayProcess.start(settings)) {
            SenderHarness harness =
                    harness("grpc", Map.of(LoadOptions.RECORDS, "10k", SenderOptions.GATEWAY, gateway.address()));
            harness.run().everyRecordHasAnOutcome();
            assertThat(harness.verify().verdict()).isEqualTo(Verdict.CLEAN);
            assertThat(gateway.handle().isAlive()).isTrue();
            assertThat(gateways()).hasSize(1);
        }
    }
}

package io.datastorm.run;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.engine.StopSignal;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program sees that embeds DataStorm, on a real broker. */
final class DataStormIT {
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

    private static DataStorm connect() {
        return DataStorm.connect(cluster.bootstrapServers());
    }

    /** A cluster that is not the run's own; a broker that hangs for a second acknowledges nothing. */
    @Test
    void aCommandOfTheUserIsAFault() {
        long broker = cluster.broker(1).pid();
        try (DataStorm storm = connect()) {
            RunResult result = storm.run(RunPlan.produce("commanded")
                    .rate(2_000)
                    .duration(ofSeconds(6))
                    .verify()
                    .set(
                            CheckOptions.FAULT_COMMAND,
                            "kill -STOP %d; sleep 1; kill -CONT %d; echo back".formatted(broker, broker) + " @ 2s")
                    .build());
            assertThat(result.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.exitCode()).isZero();
                assertThat(fault.output()).isEqualTo("back");
                assertThat(fault.stoppedMillis()).isGreaterThan(500);
                assertThat(fault.doneSeconds()).isGreaterThan(fault.atSeconds());
            });
            assertThat(result.verification().clean()).isTrue();
        }
    }

    @Test
    void aRunIsAPlanAndAResult() {
        try (DataStorm storm = connect()) {
            RunResult result = storm.run(RunPlan.produce("orders")
                    .rate(5_000)
                    .duration(ofSeconds(2))
                    .verify()
                    .build());
            assertThat(result.verification().clean()).isTrue();
            assertThat(result.totals().stored()).isEqualTo(result.totals().acknowledged());
            assertThat(result.run().complete()).isTrue();
        }
    }

    /** One after the other and at the same time, in one JVM. */
    @Test
    void severalRunsDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (DataStorm storm = connect()) {
            List<Future<RunResult>> running = new ArrayList<>();
            for (SenderPlan.Kind kind : SenderPlan.Kind.BUILT_IN) {
                RunPlan plan = RunPlan.produce("both-" + kind)
                        .sender(kind)
                        .records(20_000)
                        .workers(1)
                        .verify()
                        .build();
                running.add(threads.submit(() -> storm.run(plan)));
            }
            for (Future<RunResult> run : running) {
                assertThat(run.get().totals().stored()).isEqualTo(20_000);
                assertThat(run.get().verification().clean()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Each stream has its part of the result, and the top is both together. */
    @Test
    void streamsRunOnOneClock() {
        List<Set<String>> told = new CopyOnWriteArrayList<>();
        try (DataStorm storm = connect()) {
            RunPlan plan = RunPlan.streams().stream(
                            "fast", RunPlan.produce("stream-fast").rate(4_000).sender(SenderPlan.Kind.DIRECT))
                    .stream("slow", RunPlan.produce("stream-slow").rate(500).acks("all"))
                    .workers(1)
                    .partitions(2)
                    .warmup(ofMillis(0))
                    .duration(ofSeconds(2))
                    .verify()
                    .build();
            RunResult result = storm.run(plan, new RunObserver() {
                @Override
                public void second(RunSecond second) {
                    told.add(second.streams().keySet());
                }
            });
            assertThat(result.verification().clean()).isTrue();
            assertThat(result.streams()).extracting(RunResult.Stream::name).containsExactly("fast", "slow");
            assertThat(result.streams())
                    .extracting(stream ->
                            stream.totals().attempted() + stream.totals().neverSent())
                    .containsExactly(8_000L, 1_000L);
            assertThat(result.streams())
                    .allSatisfy(
                            stream -> assertThat(stream.verification().clean()).isTrue());
            assertThat(result.totals().stored()).isEqualTo(result.totals().acknowledged());
            assertThat(result.verification().read()).isEqualTo(result.totals().stored());
            assertThat(result.throughput().targetRecordsPerSecond()).isEqualTo(4_500);
            assertThat(result.environment().partitions()).isEqualTo(4);
            assertThat(told).contains(Set.of("fast", "slow"));
        }
    }

    @Test
    void whatHoldsForTheRunIsNotOfAStream() {
        RunPlan.Builder stream = RunPlan.produce("a").verify();
        assertThatThrownBy(() -> RunPlan.streams().stream("a", stream))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("stream a, --verify: holds for the whole run: set it beside the streams");
        assertThatThrownBy(() -> RunPlan.streams().build()).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> RunPlan.streams().stream("../../x", RunPlan.produce("x"))
                        .build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("the name of a stream must be");
    }

    @Test
    void aRunIsCancelledFromAnotherThreadAndKeepsWhatItMeasured() throws Exception {
        try (DataStorm storm = connect()) {
            CountDownLatch begun = new CountDownLatch(1);
            Run run = storm.prepare(
                    RunPlan.produce("cancelled")
                            .rate(1_000)
                            .warmup(ofMillis(0))
                            .duration(ofMinutes(10))
                            .build(),
                    new RunObserver() {
                        @Override
                        public void second(RunSecond second) {
                            begun.countDown();
                        }
                    });
            Thread canceller = new Thread(() -> {
                try {
                    begun.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                run.cancel();
            });
            canceller.start();
            RunResult result = run.execute(directory);
            canceller.join();
            assertThat(run.stopped().orElseThrow().reason()).isEqualTo(StopSignal.Reason.INTERRUPTED);
            assertThat(result.run().complete()).isFalse();
            assertThat(result.totals().acknowledged()).isPositive();
            assertThat(directory).isDirectoryContaining("glob:**result.json");
            assertThat(directory).isDirectoryContaining("glob:**report.html");
        }
    }

    @Test
    void whatIsCancelledBeforeItBeginsSendsNothing() {
        try (DataStorm storm = connect()) {
            Run run = storm.prepare(RunPlan.produce("never").records(10).build());
            run.cancel();
            assertThatThrownBy(() -> run.execute(directory))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("interrupted before anything was sent");
            assertThat(directory).isEmptyDirectory();
        }
    }

    /** The live view of a program, or its metrics: what they do is their own risk. */
    @Test
    void observersThatFailOrHangLoseNothingButTheirOwnEvents() {
        List<String> seen = new ArrayList<>();
        RunObserver good = new RunObserver() {
            @Override
            public void sending() {
                seen.add("sending");
            }

            @Override
            public void draining() {
                seen.add("draining");
            }

            @Override
            public void ended() {
                seen.add("ended");
            }
        };
        RunObserver bad = new RunObserver() {
            @Override
            public void draining() {
                throw new IllegalStateException("no metrics");
            }
        };
        CountDownLatch never = new CountDownLatch(1);
        RunObserver slow = new RunObserver() {
            @Override
            public void sending() {
                while (never.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
                    LockSupport.park(never);
                }
            }
        };
        try (DataStorm storm = connect()) {
            RunResult result =
                    storm.run(RunPlan.produce("watched").records(5_000).build(), bad, slow, good);
            assertThat(result.totals().stored()).isEqualTo(5_000);
            assertThat(result.validity().warnings()).anySatisfy(warning -> assertThat(warning)
                    .contains("an observer failed and was not called again")
                    .contains("no metrics"));
            assertThat(seen).containsExactly("sending", "draining", "ended");
        }
    }

    /** A service that shuts down interrupts its threads: nothing may go on without it. */
    @Test
    void anInterruptedThreadLeavesNothingBehind() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (DataStorm storm = connect()) {
            RunPlan plan =
                    RunPlan.produce("left").rate(1_000).duration(ofMinutes(10)).build();
            Thread service = new Thread(() -> {
                try {
                    storm.run(plan, new RunObserver() {
                        @Override
                        public void sending() {
                            sending.countDown();
                        }
                    });
                } catch (RuntimeException e) {
                    thrown.set(e);
                }
            });
            service.start();
            sending.await();
            service.interrupt();
            service.join();
        }
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("worker-")
                        || name.equals("sampler")
                        || name.startsWith("kafka-producer-network-thread"));
    }

    @Test
    void problemsAreThoseOfTheCommandLine() {
        assertThatThrownBy(() -> RunPlan.produce("a topic")
                        .rate(-1)
                        .producerProperty("lingr.ms", "5")
                        .build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--topic")
                .hasMessageContaining("--rate")
                .hasMessageContaining("lingr.ms");
        assertThatThrownBy(() -> DataStorm.connect("localhost:1"))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("localhost:1");
        assertThatThrownBy(() ->
                        RunPlan.produce("x").set(ClusterOptions.BROKERS, "3").build())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--brokers");
    }
}

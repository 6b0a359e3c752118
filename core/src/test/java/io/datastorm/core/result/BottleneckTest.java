package io.datastorm.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.machine.Pressure;
import io.datastorm.core.result.broker.BrokerInterval;
import io.datastorm.core.result.broker.BrokerMeans;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What limited a run, for a table of scenarios. Each begins with a run that waits for its brokers and changes what is
 * special about it.
 */
public final class BottleneckTest {
    /** What is special about a run. */
    private static final class Scenario {
        private String expected = "broker";
        private String words = "";
        private double cores = 4;
        private boolean local = true;
        private double generator = 0.3;
        private List<Double> brokers = List.of(1.0);
        private Map<String, Double> processes = Map.of();
        private double busiest = 0.2;
        private Double stall = 0.0;
        private double stolen;
        private double quotaUsedUp;
        private double busy;
        private double seconds = 10;
        private Boolean met;
        private double silent;
        private double failed;
        private double waiting = 0.8;
        private double throttled;
        private boolean bounded;
        private double linger = 0.025;
        private double service = 0.1;
        private double fill;
        private Observations.Link link;
        private List<BrokerMeans> told = List.of();
        private double readSeconds = 10;
        private double working = 0.1;
        private double paced;
        private double ofRate;
        private boolean caughtUp;

        static Scenario is(String expected, String words) {
            Scenario scenario = new Scenario();
            scenario.expected = expected;
            scenario.words = words;
            return scenario;
        }

        Scenario with(Consumer<Scenario> change) {
            change.accept(this);
            return this;
        }

        Observations seen() {
            return new Observations(
                    new Observations.Machine(
                            cores,
                            local,
                            generator,
                            brokers,
                            processes,
                            new Observations.Busiest("worker-2", busiest),
                            new Pressure.Loss(stall, stolen, quotaUsedUp, busy)),
                    new Observations.Flow(seconds, met, silent, failed, "NOT_LEADER"),
                    new Observations.Client(waiting, throttled, bounded, linger, service, fill),
                    link,
                    told);
        }

        Observations.Reading reading() {
            return new Observations.Reading("audit", readSeconds, working, paced, ofRate, caughtUp);
        }

        @Override
        public String toString() {
            return expected + ": " + words;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.is("broker", "workers waited for the brokers in 80 %"),
                Scenario.is("rate", "the asked rate was met").with(s -> s.met = true),
                Scenario.is("unknown", "30 ms are too short").with(s -> s.seconds = 0.03),
                Scenario.is("quota", "asked to wait in 40 % of the time because of a quota")
                        .with(s -> s.throttled = 0.4),
                Scenario.is("broker", "workers waited for the brokers in 80 %").with(s -> s.throttled = 0.02),
                Scenario.is("broker", "all 4 cores were busy (94 %)")
                        .with(s -> s.generator = 1.1)
                        .with(s -> s.brokers = List.of(1.9))
                        .with(s -> s.stolen = 0.8),
                Scenario.is("generator", "other programs used 2.60 of 4 cores").with(s -> s.busy = 3.9),
                Scenario.is("broker", "workers waited for the brokers in 80 %")
                        .with(s -> s.cores = 1.5)
                        .with(s -> s.busy = 3.9),
                Scenario.is("broker", "broker 1 1.00, the gateway 1.30")
                        .with(s -> s.processes = Map.of("gateway", 1.3))
                        .with(s -> s.busy = 2.7),
                Scenario.is("generator", "all 4 cores were busy (98 %)")
                        .with(s -> s.processes = Map.of("gateway", 2.6))
                        .with(s -> s.busy = 3.9),
                Scenario.is("broker", "the CPU quota was used up in 60 % of its periods")
                        .with(s -> s.quotaUsedUp = 0.6));
    }

    static Stream<Scenario> flows() {
        return Stream.of(
                Scenario.is("broker", "30.0 % of the records failed, most of them with NOT_LEADER")
                        .with(s -> s.failed = 0.3)
                        .with(s -> s.waiting = 0),
                Scenario.is("broker", "nothing was acknowledged in 40 % of the seconds")
                        .with(s -> s.silent = 0.4)
                        .with(s -> s.met = false)
                        .with(s -> s.waiting = 0.1),
                Scenario.is("broker", "workers waited for the brokers in 80 %")
                        .with(s -> s.silent = 0.5)
                        .with(s -> s.service = 2.7),
                Scenario.is("disk", "waited for the disk in 70 %").with(s -> s.stall = 0.7),
                Scenario.is("disk", "waited for the disk in 70 %")
                        .with(s -> s.stall = 0.7)
                        .with(s -> s.silent = 0.3),
                Scenario.is("network", "the link of broker 1 carried 95.4Mbit/s of 100Mbit/s (95 %)")
                        .with(s -> s.link = new Observations.Link("of broker 1", 100e6, 95.4e6)),
                Scenario.is("broker", "workers waited for the brokers in 80 %")
                        .with(s -> s.link = new Observations.Link("of broker 1", 100e6, 80e6)),
                Scenario.is("rate", "the asked rate was met")
                        .with(s -> s.met = true)
                        .with(s -> s.link = new Observations.Link("of broker 1", 100e6, 95.4e6)),
                Scenario.is("generator", "all 4 cores were busy (95 %)")
                        .with(s -> s.generator = 2.6)
                        .with(s -> s.brokers = List.of(1.2)),
                Scenario.is("broker", "all 4 cores were busy (98 %)")
                        .with(s -> s.generator = 1.0)
                        .with(s -> s.brokers = List.of(1.4, 1.5)),
                Scenario.is("generator", "all 1.5 cores were busy (93 %)")
                        .with(s -> s.cores = 1.5)
                        .with(s -> s.generator = 1.0)
                        .with(s -> s.brokers = List.of(0.4)),
                Scenario.is("generator", "its thread worker-2 used 97 % of a core")
                        .with(s -> s.busiest = 0.97),
                Scenario.is("linger", "of which linger is up to 25.0 ms")
                        .with(s -> s.bounded = true)
                        .with(s -> s.fill = 0.01)
                        .with(s -> s.service = 0.027),
                Scenario.is("latency", "an acknowledgement takes 100.0 ms").with(s -> s.bounded = true),
                Scenario.is("generator", "batches that were 3 % full: raise --buffer-memory")
                        .with(s -> s.fill = 0.03),
                Scenario.is("broker", "workers waited").with(s -> s.fill = 0.9),
                Scenario.is("generator", "in only 5 % of their time").with(s -> s.waiting = 0.05),
                Scenario.is("unknown", "cannot be told apart from here: --broker-metrics would tell")
                        .with(s -> s.local = false)
                        .with(s -> s.brokers = List.of()));
    }

    static Stream<Scenario> brokersThatTell() {
        return Stream.of(
                Scenario.is("broker", "the request handlers of broker b were idle in only 8 % of the time")
                        .with(s -> s.local = false)
                        .with(s -> s.told = List.of(told("a", 0.7, 0.9, 5), told("b", 0.08, 0.2, 90))),
                Scenario.is("broker", "the network threads of broker a were idle in only 20 % of the time")
                        .with(s -> s.local = false)
                        .with(s -> s.told = List.of(told("a", 0.7, 0.2, 5))),
                Scenario.is(
                                "broker",
                                "a produce request took 90.0 ms at broker b: 1.0 ms in the queue, "
                                        + "2.0 ms to write it, 87.0 ms to wait for followers")
                        .with(s -> s.told = List.of(told("a", 0.7, 0.9, 5), told("b", 0.6, 0.8, 90))),
                Scenario.is("unknown", "a produce request took 20.0 ms at broker a of 100.0 ms until its")
                        .with(s -> s.local = false)
                        .with(s -> s.told = List.of(told("a", 0.7, 0.9, 20))));
    }

    private static BrokerMeans told(String broker, double handlers, double network, double total) {
        BrokerInterval.ProduceTimes produce = new BrokerInterval.ProduceTimes(1.0, 2.0, total - 3, total);
        return new BrokerMeans(new BrokerInterval(broker, handlers, network, produce, null, 0L), handlers);
    }

    static Stream<Scenario> readings() {
        return Stream.of(
                Scenario.is("broker", "members of audit waited for the brokers in 90 % of their time"),
                Scenario.is("unknown", "cannot be told apart from here")
                        .with(s -> s.local = false)
                        .with(s -> s.brokers = List.of()),
                Scenario.is("rate", "the group audit had read everything, and waited for new records")
                        .with(s -> s.caughtUp = true),
                Scenario.is("consumer", "members of audit were busy")
                        .with(s -> s.caughtUp = true)
                        .with(s -> s.working = 0.8),
                Scenario.is("unknown", "too short")
                        .with(s -> s.readSeconds = 0.03)
                        .with(s -> s.working = 1),
                Scenario.is("rate", "members of audit waited for --consume-rate in 5 % of their time")
                        .with(s -> s.ofRate = 0.99)
                        .with(s -> s.paced = 0.05)
                        .with(s -> s.working = 0.9),
                Scenario.is("rate", "members of audit waited for --consume-rate in 60 % of their time")
                        .with(s -> s.ofRate = 0.8)
                        .with(s -> s.paced = 0.6),
                Scenario.is("consumer", "members of audit were busy with records that they had in 80 %")
                        .with(s -> s.ofRate = 0.9)
                        .with(s -> s.working = 0.8),
                Scenario.is("broker", "members of audit waited for the brokers in 26 %")
                        .with(s -> s.working = 0.74),
                Scenario.is("consumer", "its thread worker-2 used 97 % of a core")
                        .with(s -> s.busiest = 0.97),
                Scenario.is("consumer", "all 4 cores were busy (95 %)")
                        .with(s -> s.generator = 2.6)
                        .with(s -> s.brokers = List.of(1.2)),
                Scenario.is("broker", "all 4 cores were busy (98 %)")
                        .with(s -> s.generator = 1.0)
                        .with(s -> s.brokers = List.of(1.4, 1.5)),
                Scenario.is("disk", "waited for the disk in 70 %").with(s -> s.stall = 0.7),
                Scenario.is("consumer", "other programs used 2.60 of 4 cores").with(s -> s.busy = 3.9));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void whatLimitsARunThatOnlyReadsIsNamed(Scenario scenario) {
        Bottleneck limit = Bottleneck.judgeReading(scenario.seen(), scenario.reading(), List.of());
        assertThat(limit.by()).as("%s", limit).isEqualTo(scenario.expected);
        assertThat(limit.evidence()).contains(scenario.words);
    }

    /** Unless the group has read what it was to read. */
    @Test
    void aReadingRunWithFaultsIsLimitedByThem() {
        Scenario waiting = new Scenario();
        List<String> faults = List.of("kill 2 @ 2s");
        Bottleneck limit = Bottleneck.judgeReading(waiting.seen(), waiting.reading(), faults);
        assertThat(limit.by()).isEqualTo("broker");
        assertThat(limit.evidence()).startsWith("your faults (kill 2 @ 2s) disturbed the cluster");
        waiting.with(s -> s.ofRate = 0.99);
        assertThat(Bottleneck.judgeReading(waiting.seen(), waiting.reading(), faults)
                        .by())
                .isEqualTo("rate");
    }

    @ParameterizedTest
    @MethodSource({"scenarios", "flows", "brokersThatTell"})
    void isNamed(Scenario scenario) {
        Bottleneck limit = Bottleneck.judge(scenario.seen());
        assertThat(limit.by()).as(limit.evidence()).isEqualTo(scenario.expected);
        assertThat(limit.evidence()).contains(scenario.words);
    }

    @Test
    void faultsAreTheLimitUnlessTheRateWasMet() {
        Scenario idle = new Scenario().with(s -> s.met = false).with(s -> s.waiting = 0.1);
        Bottleneck limit = Bottleneck.judge(idle.seen(), List.of("kill 2 @ 2s"));
        assertThat(limit.by()).isEqualTo("broker");
        assertThat(limit.evidence()).startsWith("your faults (kill 2 @ 2s) disturbed the cluster");
        assertThat(Bottleneck.judge(idle.with(s -> s.met = true).seen(), List.of("kill 2 @ 2s"))
                        .by())
                .isEqualTo("rate");
    }

    @Test
    void evidenceNamesTheNumbers() {
        Scenario full = new Scenario().with(s -> s.generator = 2.6).with(s -> s.brokers = List.of(1.2));
        assertThat(Bottleneck.judge(full.seen()).evidence())
                .isEqualTo("all 4 cores were busy (95 %): the generator used 2.60 of 4 cores, broker 1 1.20");
    }
}

package io.datastorm.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The arrows between packages, which Maven cannot see, and the words that names may not use. */
@AnalyzeClasses(packages = "io.datastorm", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private ArchitectureTest() {}

    @ArchTest
    static final ArchRule PACE_KNOWS_ONLY_THE_JDK = only("core.pace..", "core.pace..");

    @ArchTest
    static final ArchRule TOPICS_ARE_NAMES = only("core.topic..", "core.topic..");

    @ArchTest
    static final ArchRule TRENDS_KNOW_NUMBERS_ONLY = only("core.trend..", "core.trend..");

    @ArchTest
    static final ArchRule STAMPS_DEPEND_ON_NOTHING = only("generator.stamp..", "generator.stamp..");

    @ArchTest
    static final ArchRule DIRT_KNOWS_STAMPS_ONLY = only("generator.dirt..", "generator.dirt..", "generator.stamp..");

    @ArchTest
    static final ArchRule HEADERS_KNOW_STAMPS_ONLY =
            only("generator.header..", "generator.header..", "generator.stamp..");

    @ArchTest
    static final ArchRule WORKLOAD_KNOWS_NO_SENDING =
            only("core.workload..", "core.workload..", "core.pace..", "core.shape..", "core.topic..", "generator..");

    @ArchTest
    static final ArchRule SHAPES_KNOW_NOTHING = only("core.shape..", "core.shape..", "generator.input..");

    @ArchTest
    static final ArchRule MEASURING_KNOWS_NO_SENDING = only(
            "core.measure..",
            "core.measure..",
            "core.machine..",
            "core.result..",
            "core.trend..",
            "core.workload..",
            "core.pace..",
            "generator.dirt..");

    @ArchTest
    static final ArchRule RESULTS_KNOW_NO_MEASURING =
            only("core.result..", "core.result..", "core.machine..", "core.trend..");

    @ArchTest
    static final ArchRule THE_MACHINE_IS_READ_WITHOUT_A_RUN = only("core.machine..", "core.machine..");

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_REPORTS = only(
            "core.engine..",
            "core.engine..",
            "core.verify..",
            "core.measure..",
            "core.trend..",
            "core.workload..",
            "core.pace..",
            "generator..");

    @ArchTest
    static final ArchRule REPORTS_ONLY_SHOW =
            only("core.report..", "core.report..", "core.result..", "core.trend..", "core.workload..");

    @ArchTest
    static final ArchRule FILES_ARE_REPORTS_THAT_GROW = only(
            "core.output..",
            "core.output..",
            "core.report..",
            "core.measure..",
            "core.result..",
            "core.topic..",
            "generator.dirt..");

    @ArchTest
    static final ArchRule COUNTING_KNOWS_NO_RESULTS = noClasses()
            .that()
            .resideInAnyPackage("io.datastorm.core.measure", "io.datastorm.core.measure.snapshot")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.datastorm.core.result..", "io.datastorm.core.measure.recorder..");

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_KAFKA = noClasses()
            .that()
            .resideInAnyPackage("io.datastorm.core..", "io.datastorm.generator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule EVENTS_OF_A_PAGE_KNOW_RESULTS_ONLY = only(
            "live.event..",
            "live.event..",
            "core.result..",
            "core.workload..",
            "core.report..",
            "core.topic..",
            "generator.input..");

    @ArchTest
    static final ArchRule A_PAGE_IS_SERVED_WITHOUT_A_RUN =
            only("live.page..", "live.page..", "live.event..", "live.server..", "core.report..");

    @ArchTest
    static final ArchRule METRICS_KNOW_NO_PAGE =
            only("live.metrics..", "live.metrics..", "live.server..", "core.result..", "core.workload..", "run");

    @ArchTest
    static final ArchRule OUTCOMES_KNOW_NO_CLUSTER = only("canary.outcome..", "canary.outcome..");

    @ArchTest
    static final ArchRule FIGURES_OF_A_CANARY_KNOW_OUTCOMES_ONLY =
            only("canary.figures..", "canary.figures..", "canary.outcome..", "core.workload..");

    @ArchTest
    static final ArchRule A_PROBE_KNOWS_NO_FIGURES = only(
            "canary.probe..",
            "canary.probe..",
            "canary.outcome..",
            "canary.event..",
            "kafka.admin..",
            "generator.input..");

    @ArchTest
    static final ArchRule THE_LAB_KNOWS_RUNS_ONLY = only("lab..", "lab..", "core..", "generator.input..");

    @ArchTest
    static final ArchRule STATISTICS_KNOW_NUMBERS_ONLY = only("lab.stats..", "lab.stats..");

    @ArchTest
    static final ArchRule ONLY_THE_WIRE_TOUCHES_KAFKAS_INTERNALS = noClasses()
            .that()
            .resideInAPackage("io.datastorm..")
            .and()
            .resideOutsideOfPackage("io.datastorm.kafka.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..internals..",
                    "org.apache.kafka..internal..",
                    "org.apache.kafka.common.compress..",
                    "org.apache.kafka.common.message..",
                    "org.apache.kafka.common.network..",
                    "org.apache.kafka.common.protocol..",
                    "org.apache.kafka.common.record..",
                    "org.apache.kafka.common.requests..",
                    "org.apache.kafka.common.utils..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.clients.NetworkClient");

    @ArchTest
    static final ArchRule THE_WIRE_KNOWS_TOPICS_ONLY = only("kafka.wire..", "kafka.wire..", "core.topic..");

    /** A program that embeds a run has no command line and no terminal. */
    @ArchTest
    static final ArchRule A_RUN_KNOWS_NO_COMMAND_LINE =
            only("run..", "run..", "core..", "generator..", "kafka..", "cluster..");

    @ArchTest
    static final ArchRule NOTHING_BELOW_KNOWS_RUNS = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.datastorm.run..",
                    "io.datastorm.live",
                    "io.datastorm.live.metrics",
                    "io.datastorm.cli..",
                    "io.datastorm.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.datastorm.run..");

    @ArchTest
    static final ArchRule ONLY_THE_CLI_USES_THE_CLI = noClasses()
            .that()
            .resideOutsideOfPackage("io.datastorm.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.datastorm.cli..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.datastorm.(core|kafka|generator|run|lab|canary).(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS = noClasses()
            .that()
            .resideInAPackage("io.datastorm..")
            .should()
            .haveNameMatching(".*(Driver|Manager|Helper|Util|Utils|Impl|Processor)");

    @ArchTest
    static final ArchRule ONLY_MAIN_EXITS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.datastorm.cli.Main")
            .and()
            .doNotHaveFullyQualifiedName("io.datastorm.run.agent.AgentMain")
            .and()
            .doNotHaveFullyQualifiedName("io.datastorm.grpc.GatewayMain")
            .should()
            .callMethod(System.class, "exit", int.class);

    /** A clock that is set forward or back must hurt no duration: what is measured follows the monotonic clock. */
    @ArchTest
    static final ArchRule ONLY_TIMESTAMPS_FOLLOW_THE_WALL_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.datastorm.core..", "io.datastorm.kafka..", "io.datastorm.generator..")
            .and()
            .doNotHaveSimpleName("ProducerSender")
            .and()
            .doNotHaveSimpleName("DirectSender")
            .and()
            .doNotHaveSimpleName("LatencyLog")
            .and()
            .doNotHaveSimpleName("JournalFile")
            .and()
            .doNotHaveSimpleName("PoolWriter")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule NOTHING_IS_LEFT_OPEN_FOR_EXTENSION = classes()
            .that()
            .resideInAPackage("io.datastorm..")
            .and()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL);

    /** More than these nobody takes in at once. */
    @ArchTest
    static void packagesAreSmall(JavaClasses all) {
        Map<String, Long> types = all.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(types)
                .isNotEmpty()
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(15));
    }

    private static ArchRule only(String subject, String... allowed) {
        String[] packages = java.util.Arrays.stream(allowed)
                .map(name -> "io.datastorm." + name)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.datastorm." + subject)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.datastorm..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                JavaClass.Predicates.resideInAnyPackage(packages))));
    }
}

package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Code;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.report.text.PlanYaml;
import io.datastorm.core.result.RunResult;
import java.util.List;

/** How a run was measured, where, and how to repeat it. */
final class MethodSection {
    private MethodSection() {}

    static Section of(RunResult result) {
        Section section = Section.of("How it was measured");
        if (Summary.consumesOnly(result)) {
            return section.text("Members read when each had its part. The figures count from the first record to the "
                    + "last one. Nobody knows when the records were due, so there is no latency.");
        }
        return section.text("Throughput counts records that the brokers acknowledged within the measured window. The "
                        + "totals are of the whole run, and are compared with the growth of the topic's end offsets.")
                .text(
                        Summary.saturated(result)
                                ? "The load was a closed loop: as much as fits. Then no record has an intended time. "
                                        + "The latency is the one from send to answer at full load: it says how long "
                                        + "the queues are, not what an application would see."
                                : "Response time is measured from when a record was due, not from when it was sent. So "
                                        + "a pause counts for every record that it delayed (no coordinated omission).");
    }

    static Section environment(RunResult.Environment environment) {
        return Section.of("Environment")
                .with(new Table(
                        List.of(),
                        List.of(
                                List.of("Java", environment.javaVersion()),
                                List.of("system", environment.os() + ", " + environment.cpus() + " CPUs"),
                                List.of("heap", NumberFormat.memory(environment.heapMaxBytes()) + " at most"),
                                List.of(
                                        "Kafka",
                                        environment.brokerVersion() + ", " + environment.brokers() + " brokers"
                                                + (environment.local() ? ", on the generator's machine" : "")),
                                List.of(
                                        "topics",
                                        environment.partitions() + " partitions, replication factor "
                                                + environment.replicationFactor()))));
    }

    static Section again(RunResult result) {
        Section section = Section.of("Run it again");
        if (Summary.foreign(result)) {
            String command = result.workload().get("program").toString();
            return section.with(new Code("export BOOTSTRAP=HOST:PORT TOPIC=NAME\n" + command));
        }
        return section.text("Save this as workload.yaml, then: datastorm run workload.yaml"
                        + (result.environment().local() ? "" : " --bootstrap-server …"))
                .with(new Code(PlanYaml.of(result.workload())));
    }
}

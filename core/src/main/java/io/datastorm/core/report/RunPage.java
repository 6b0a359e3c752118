package io.datastorm.core.report;

import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.FaultText;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.report.summary.VerificationText;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report of one run: the summary, its seconds as charts, the faults, the proof, how it was measured, and how to run
 * it again.
 */
final class RunPage {
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private RunPage() {}

    static Page of(RunResult result) {
        List<Section> sections = new ArrayList<>();
        sections.add(summary(result));
        if (Summary.several(result)) {
            sections.add(StreamSection.of(result));
        }
        sections.add(RunCharts.section(result));
        if (!result.consumers().isEmpty()) {
            sections.add(ConsumerSection.of(result));
        }
        if (result.transactions() != null) {
            sections.add(TransactionSection.of(result.transactions()));
        }
        if (!result.faults().isEmpty()) {
            sections.add(faults(result));
        }
        if (result.verification() != null) {
            sections.add(verification(result.verification()));
            if (!result.verification().through().isEmpty()) {
                sections.add(ThroughSection.of(result.verification().through()));
            }
        }
        sections.add(method(result));
        sections.add(Section.of("Environment").with(environment(result.environment())));
        sections.add(again(result));
        return new Page(title(result), headline(result), Summary.alarms(result), sections, attachments(result));
    }

    private static Section again(RunResult result) {
        Section section = Section.of("Run it again");
        if (Summary.foreign(result)) {
            String command = result.workload().get("program").toString();
            return section.with(new Page.Code("export BOOTSTRAP=HOST:PORT TOPIC=NAME\n" + command));
        }
        return section.text("Save this as workload.yaml, then: datastorm run workload.yaml"
                        + (result.environment().local() ? "" : " --bootstrap-server …"))
                .with(new Page.Code(PlanYaml.of(result.workload())));
    }

    private static String title(RunResult result) {
        return result.run().name() + " · "
                + STARTED.format(Instant.parse(result.run().startedAt()));
    }

    private static String headline(RunResult result) {
        if (Summary.consumesOnly(result)) {
            return result.consumers().stream()
                    .map(group -> "%s records/s read by the group %s"
                            .formatted(NumberFormat.count(group.recordsPerSecond()), group.group()))
                    .collect(Collectors.joining(", ", "", ". Nothing was written. " + limit(result)));
        }
        RunResult.Totals totals = result.totals();
        String stored = Boolean.TRUE.equals(totals.storedAgrees())
                ? (Summary.several(result) ? ", and the topics hold" : ", and the topic holds") + " exactly what was "
                        + Summary.verb(result)
                : "";
        return String.format(
                Locale.ROOT,
                "%s records/s %s over %.1f s%s. %s%s",
                NumberFormat.count(result.throughput().recordsPerSecond()),
                Summary.verb(result),
                result.run().durationSeconds(),
                stored,
                limit(result),
                result.verification() == null
                        ? ""
                        : " Verification: " + result.verification().verdict() + ".");
    }

    private static String limit(RunResult result) {
        String limit = result.validity().limitedBy();
        return switch (limit) {
            case "unknown" -> "What limited it is not known.";
            case "rate" -> "Limited by the rate that was asked for.";
            default -> "Limited by the " + limit + ".";
        };
    }

    private static Section summary(RunResult result) {
        List<List<String>> rows = Summary.rows(result).stream()
                .map(row -> List.of(row.label(), row.text()))
                .toList();
        return Section.of("Summary").with(new Table(List.of(), rows));
    }

    private static Section faults(RunResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (RunResult.FaultResult fault : result.faults()) {
            rows.add(List.of(
                    fault.fault(),
                    String.format(Locale.ROOT, "%.1f s", fault.atSeconds()),
                    fault.stoppedMillis() == null ? "–" : NumberFormat.millis(fault.stoppedMillis()),
                    FaultText.recovered(fault)));
        }
        Section section = Section.of("Faults")
                .text("What was done on purpose, and what it did to those who write.")
                .with(new Table(List.of("fault", "at", "no acknowledgement for", "throughput"), rows));
        List<List<String>> commands = result.faults().stream()
                .filter(fault -> fault.output() != null)
                .map(fault -> List.of(fault.fault(), FaultText.command(fault), fault.output()))
                .toList();
        return commands.isEmpty()
                ? section
                : section.with(new Table(List.of("command", "how it ended", "last lines of its output"), commands));
    }

    private static Section verification(Verification found) {
        Section section = Section.of("Is anything lost?");
        for (String line : VerificationText.lines(found)) {
            section = section.text(line);
        }
        return section.with(new Table(
                List.of(
                        "read",
                        "lost",
                        "duplicated",
                        "reordered",
                        "corrupted",
                        "misplaced",
                        "phantom",
                        "foreign",
                        "unread"),
                List.of(List.of(
                        NumberFormat.whole(found.read()),
                        NumberFormat.whole(found.lost()),
                        NumberFormat.whole(found.duplicated()),
                        NumberFormat.whole(found.reordered()),
                        NumberFormat.whole(found.corrupted()),
                        NumberFormat.whole(found.misplaced()),
                        NumberFormat.whole(found.phantom()),
                        NumberFormat.whole(found.foreign()),
                        NumberFormat.whole(found.unread())))));
    }

    private static Section method(RunResult result) {
        if (Summary.consumesOnly(result)) {
            return Section.of("How it was measured")
                    .text("Members read when each had its part. The figures count from the first record to the last "
                            + "one. Nobody knows when the records were due, so there is no latency.");
        }
        Section section = Section.of("How it was measured")
                .text("Throughput counts records that the brokers acknowledged within "
                        + "the measured window. The totals are of the whole run, "
                        + "and are compared with the growth of the topic's end offsets.");
        return Summary.saturated(result)
                ? section.text("The load was a closed loop: as much as fits. Then no record has "
                        + "an intended time, and the latency is the one "
                        + "from send to answer at full load, which says how long "
                        + "the queues are rather than what an application would "
                        + "see.")
                : section.text("Response time is measured from when a record was due, not from "
                        + "when it was sent, so that a pause counts for "
                        + "every record that it delayed (no coordinated omission).");
    }

    private static Table environment(RunResult.Environment environment) {
        return new Table(
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
                                        + environment.replicationFactor())));
    }

    private static List<Page.Attachment> attachments(RunResult result) {
        try {
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            new JsonReporter().write(result, json);
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            new CsvReporter().write(result, csv);
            return List.of(
                    new Page.Attachment("result.json", json.toString(StandardCharsets.UTF_8)),
                    new Page.Attachment("intervals.csv", csv.toString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

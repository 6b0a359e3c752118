package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.Row;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.report.summary.VerificationText;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report of one run: what came out, what limited it, its seconds as charts, the proof, how it was measured, and how
 * to run it again. Where records are not as they were acknowledged, nothing else comes first.
 */
public final class RunPage {
    private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RunResult result;
    private final boolean broken;

    private RunPage(RunResult result) {
        this.result = result;
        this.broken = result.verification() != null && result.verification().broken();
    }

    /** The page, with raw data that goes with it. */
    public static Page of(RunResult result, List<Page.Attachment> attachments) {
        RunPage page = new RunPage(result);
        return new Page(
                page.title(),
                page.broken ? page.brokenHeadline() : page.headline(),
                page.broken
                        ? Summary.alarms(result).stream().filter(page::first).toList()
                        : Summary.alarms(result),
                page.broken ? List.of() : RunTiles.of(result),
                page.sections(),
                attachments);
    }

    private boolean first(String alarm) {
        return alarm.startsWith("BROKEN");
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (broken) {
            proof(sections);
        }
        sections.add(limit());
        RunTimeline timeline = new RunTimeline(result);
        figures(sections, timeline);
        if (Summary.several(result)) {
            sections.add(StreamSection.of(result, timeline));
        }
        if (!result.consumers().isEmpty()) {
            sections.add(ConsumerSection.of(result));
        }
        if (result.transactions() != null) {
            sections.add(TransactionSection.of(result.transactions()));
        }
        if (!result.faults().isEmpty()) {
            sections.add(FaultSection.of(result));
        }
        if (!broken) {
            proof(sections);
        }
        sections.add(details());
        sections.add(MethodSection.of(result));
        sections.add(MethodSection.environment(result.environment()));
        sections.add(MethodSection.again(result));
        return sections;
    }

    /** Where the rate was met, throughput is what was asked for: then latency is the news. */
    private void figures(List<Section> sections, RunTimeline timeline) {
        Section throughput = timeline.throughputSection();
        Section latency = LatencySection.of(result, timeline);
        boolean met = Boolean.TRUE.equals(result.validity().rateMet());
        sections.add(met ? latency : throughput);
        sections.add(met ? throughput : latency);
        sections.add(timeline.resources());
        if (BrokerSection.any(result)) {
            sections.add(BrokerSection.of(result, timeline));
        }
    }

    private void proof(List<Section> sections) {
        if (result.verification() != null) {
            sections.add(VerificationSection.of(result.verification()));
            if (!result.verification().through().isEmpty()) {
                sections.add(ThroughSection.of(result.verification().through()));
            }
        }
    }

    private String title() {
        String title = result.run().name() + " · "
                + STARTED.format(Instant.parse(result.run().startedAt()));
        return result.workload().get("tags") instanceof List<?> tags
                ? title + tags.stream().map(tag -> " · " + tag).collect(Collectors.joining())
                : title;
    }

    private String brokenHeadline() {
        return "Records are not as they were acknowledged. Find out why before you use any other figure.";
    }

    private String headline() {
        if (Summary.consumesOnly(result)) {
            return result.consumers().stream()
                    .map(group -> "%s records/s read by the group %s"
                            .formatted(NumberFormat.count(group.recordsPerSecond()), group.group()))
                    .collect(Collectors.joining(", ", "", ". Nothing was written. " + limited()));
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
                limited(),
                result.verification() == null
                        ? ""
                        : " Verification: " + result.verification().verdict() + ".");
    }

    private String limited() {
        String limit = result.validity().limitedBy();
        return switch (limit) {
            case "unknown" -> "What limited it is not known.";
            case "rate" -> "Limited by the rate that was asked for.";
            default -> "Limited by the " + limit + ".";
        };
    }

    private Section limit() {
        Section section = Section.of("What limited it")
                .text(limited() + " Why: " + result.validity().evidence() + ".");
        for (String advice : Summary.advice(result)) {
            section = section.text(advice + ".");
        }
        return section;
    }

    /** All the rest, as on the screen. */
    private Section details() {
        Section section = Section.of("In detail");
        if (broken) {
            for (String alarm : Summary.alarms(result)) {
                section = first(alarm) ? section : section.text(alarm);
            }
        }
        List<String> places =
                result.verification() == null ? List.of() : VerificationText.places(result.verification());
        List<List<String>> rows = Summary.rows(result).stream()
                .filter(row -> !places.contains(row.text()))
                .map(RunPage::cells)
                .toList();
        return section.with(new Table(List.of(), rows));
    }

    private static List<String> cells(Row row) {
        return List.of(row.label(), row.text());
    }
}

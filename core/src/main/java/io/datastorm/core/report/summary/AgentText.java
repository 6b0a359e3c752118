package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What each process of a run has done; of many the slowest and the fastest. */
final class AgentText {
    private static final int MOST_LINES = 8;
    /** Who sends less than this share of what the others send is worth a word. */
    private static final double SLOW = 0.8;

    /** What is less is shown as nothing. */
    private static final double SHOWN_MILLIS = 0.05;

    private final List<RunResult.Agent> agents;

    AgentText(RunResult result) {
        this.agents = result.agents();
    }

    /** Empty if one process did all of it. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (agents.stream().allMatch(agent -> agent.clockOffsetMillis() == null && agent.lost() == null)) {
            return rows;
        }
        List<RunResult.Agent> bySpeed = agents.stream()
                .sorted(Comparator.comparingDouble(agent -> agent.throughput().recordsPerSecond()))
                .toList();
        List<RunResult.Agent> shown =
                agents.size() <= MOST_LINES ? agents : List.of(bySpeed.get(0), bySpeed.get(bySpeed.size() - 1));
        shown.forEach(agent -> rows.add(new Row("agent " + agent.index(), text(agent))));
        if (agents.size() > MOST_LINES) {
            rows.add(new Row(
                    "", "the slowest and the fastest of %d agents; result.json has all".formatted(agents.size())));
        }
        slow(bySpeed, rows);
        return rows;
    }

    private static String text(RunResult.Agent agent) {
        String lost = agent.lost() == null ? "" : String.format(Locale.ROOT, "LOST at %.1f s; ", agent.lost());
        String clock = agent.clockOffsetMillis() == null ? "" : ", clock " + clock(agent);
        return "%s%s records/s, %s, on %s%s"
                .formatted(
                        lost,
                        NumberFormat.count(agent.throughput().recordsPerSecond()),
                        usage(agent.generator()),
                        agent.host(),
                        clock);
    }

    private static String usage(RunResult.Generator generator) {
        return generator == null
                ? "in a process that it shares"
                : String.format(
                        Locale.ROOT,
                        "%.1f s of CPU, memory %s",
                        generator.cpuSeconds(),
                        NumberFormat.memory(generator.peakRssBytes()));
    }

    /** By how much it is ahead of the coordinator's. */
    private static String clock(RunResult.Agent agent) {
        return Math.abs(agent.clockOffsetMillis()) < SHOWN_MILLIS && agent.clockErrorMillis() < SHOWN_MILLIS
                ? "exact"
                : String.format(
                        Locale.ROOT, "off by %+.1f ms ± %.1f ms", agent.clockOffsetMillis(), agent.clockErrorMillis());
    }

    private void slow(List<RunResult.Agent> bySpeed, List<Row> rows) {
        RunResult.Agent slowest = bySpeed.get(0);
        double median = bySpeed.get(bySpeed.size() / 2).throughput().recordsPerSecond();
        double share = median > 0 ? slowest.throughput().recordsPerSecond() / median : 1;
        if (bySpeed.size() > 2 && slowest.lost() == null && share < SLOW) {
            rows.add(new Row(
                    "",
                    "agent %d on %s was the limit of its share: it sent %.0f %% of what the median agent sent"
                            .formatted(slowest.index(), slowest.host(), 100 * share)));
        }
    }
}

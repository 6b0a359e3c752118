package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Chart;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.broker.BrokerInterval;
import io.datastorm.core.result.broker.BrokerMeans;
import io.datastorm.core.result.broker.BrokerSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What brokers told by their own metrics, side by side. */
final class BrokerSection {
    private static final String NOT_TOLD = "–";
    private static final double PERCENT = 100;
    private static final String MEANING = "Idle: part of the time in which the threads that handle requests, and those "
            + "of the network, had nothing to do; Kafka's documentation wants more than 30 %. A produce request waits "
            + "in the queue for a handler, is written to the log, and with acks=all waits for the followers.";

    private BrokerSection() {}

    /** Whether brokers told anything. */
    static boolean any(RunResult result) {
        return result.intervals().stream()
                .anyMatch(interval -> !interval.brokers().isEmpty());
    }

    static Section of(RunResult result, RunTimeline timeline) {
        List<BrokerMeans> brokers = BrokerSums.means(result.intervals().stream().map(Interval::brokers));
        return Section.of("Brokers, by their own metrics")
                .text(MEANING)
                .with(table(brokers))
                .with(List.of(
                        chart(
                                timeline,
                                brokers,
                                "Request handlers idle, %",
                                broker -> percent(broker.requestHandlerIdle())),
                        chart(timeline, brokers, "Produce requests, mean ms", broker -> broker.produce()
                                .totalMillis())));
    }

    private static Double percent(Double share) {
        return share == null ? null : (Double) (PERCENT * share);
    }

    private static Table table(List<BrokerMeans> brokers) {
        return new Table(
                List.of(
                        "broker",
                        "handlers idle",
                        "least",
                        "network idle",
                        "request in queue",
                        "written",
                        "followers",
                        "in all",
                        "log flush",
                        "under-replicated, at most"),
                brokers.stream().map(BrokerSection::row).toList());
    }

    private static List<String> row(BrokerMeans broker) {
        BrokerInterval mean = broker.mean();
        return List.of(
                mean.broker(),
                idle(mean.requestHandlerIdle()),
                idle(broker.leastIdle()),
                idle(mean.networkIdle()),
                millis(mean.produce().queueMillis()),
                millis(mean.produce().localMillis()),
                millis(mean.produce().remoteMillis()),
                millis(mean.produce().totalMillis()),
                millis(mean.flushMillis()),
                mean.underReplicated() == null ? NOT_TOLD : NumberFormat.whole(mean.underReplicated()));
    }

    private static String idle(Double share) {
        return share == null ? NOT_TOLD : String.format(Locale.ROOT, "%.0f %%", PERCENT * share);
    }

    private static String millis(Double value) {
        return value == null ? NOT_TOLD : String.format(Locale.ROOT, "%.1f ms", value);
    }

    private static Chart chart(
            RunTimeline timeline, List<BrokerMeans> brokers, String title, Function<BrokerInterval, Double> figure) {
        List<Chart.Series> series = brokers.stream()
                .map(broker -> timeline.series(
                        broker.mean().broker(),
                        interval -> figure(interval, broker.mean().broker(), figure)))
                .toList();
        return timeline.chart(title, series, List.of(), false);
    }

    /** Null in a second of which this broker told nothing. */
    private static Double figure(Interval interval, String broker, Function<BrokerInterval, Double> figure) {
        List<BrokerInterval> told = new ArrayList<>(interval.brokers());
        told.removeIf(each -> !each.broker().equals(broker));
        return told.isEmpty() ? null : figure.apply(told.get(0));
    }
}

package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunTrend;
import java.util.ArrayList;
import java.util.List;

/** What one of several streams has done. */
final class StreamText {
    private final RunResult.Stream stream;
    private final PlanView plan;
    private final boolean verified;

    StreamText(RunResult result, RunResult.Stream stream) {
        this.stream = stream;
        this.plan = PlanView.of(result, stream);
        this.verified = result.verificationAsked();
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(stream.name(), throughput()));
        rows.add(new Row("", RecordText.records(stream.totals(), verb())));
        DirtText.lines(stream).forEach(line -> rows.add(new Row("", "on purpose: " + line)));
        rows.addAll(new LatencyText(stream.latency(), plan.acknowledged()).brief());
        SenderText sender = new SenderText(plan, stream.throughput(), verified);
        rows.add(new Row("", sender.sender()));
        rows.add(new Row("", sender.settings()));
        if (stream.verification() != null) {
            rows.add(new Row("", "verified: " + stream.verification().verdict()));
        }
        return rows;
    }

    /** What is wrong with it, to be said first. */
    List<String> alarms() {
        return Boolean.FALSE.equals(stream.steady())
                ? RunTrend.of(stream.intervals()).stream()
                        .map(trend -> "stream " + stream.name() + ": " + Trends.alarm(trend))
                        .toList()
                : List.of();
    }

    private String verb() {
        return plan.acknowledged() ? "acknowledged" : "sent";
    }

    private String throughput() {
        RunResult.Throughput measured = stream.throughput();
        Double target = measured.targetRecordsPerSecond();
        String asked = target == null
                ? ""
                : " of %s asked (%s)"
                        .formatted(
                                NumberFormat.count(target), Boolean.TRUE.equals(stream.rateMet()) ? "met" : "NOT MET");
        String topic = stream.topic().equals(stream.name()) ? "" : ", topic " + stream.topic();
        topic += stream.topics() == 1 ? "" : ", " + stream.topics() + " topics";
        return "%s records/s %s%s, %s/s of values%s"
                .formatted(
                        NumberFormat.count(measured.recordsPerSecond()),
                        verb(),
                        asked,
                        NumberFormat.bytes(measured.payloadBytesPerSecond()),
                        topic);
    }
}

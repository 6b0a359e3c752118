package io.datastorm.core.report.summary;

import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.RunResult;

/** How the records of a stream were sent: numbers of different ways do not compare. */
final class SenderText {
    private final PlanView plan;
    private final RunResult.Throughput throughput;
    private final boolean verified;

    /** For a stream. */
    SenderText(PlanView plan, RunResult.Throughput throughput, boolean verified) {
        this.plan = plan;
        this.throughput = throughput;
        this.verified = verified;
    }

    /** What most decides what was measured. Results of older versions name no profile. */
    String settings() {
        String profile = plan.setting("sender", "profile");
        return "acks %s, %s, linger %s, batches of %s, compression %s%s"
                .formatted(
                        plan.setting("sender", "acks"),
                        plan.setting("sender", "idempotence").equals("true") ? "idempotent" : "not idempotent",
                        plan.setting("sender", "linger"),
                        plan.setting("sender", "batchSize"),
                        plan.setting("sender", "compression"),
                        profile.isEmpty() ? "" : " (profile " + profile + ")");
    }

    /** What was sent through what. */
    String sender() {
        String workers = plan.setting("sender", "workers");
        String waiting = plan.setting("sender", "spin").equals("true") ? " without rest, " : ", ";
        String agents = plan.setting("agents", "count");
        String processes = agents.isEmpty() ? "" : agents + (agents.equals("1") ? " agent of " : " agents of ");
        String threads = processes + workers + (workers.equals("1") ? " worker" : " workers") + waiting;
        if (plan.direct()) {
            return threads + "prebuilt batches of " + batches() + "; " + records() + packing();
        }
        String kind = plan.setting("sender", "kind");
        if (!kind.equals("producer")) {
            return threads + "the sender " + kind + "; " + records();
        }
        String client =
                plan.setting("sender", "producers").equals("shared") ? "one KafkaProducer" : "a KafkaProducer each";
        return threads + client + "; " + records();
    }

    private boolean frozen() {
        return plan.setting("records", "frozen").equals("true");
    }

    private String records() {
        if (frozen()) {
            return "the same records again and again";
        }
        if (!plan.setting("records", "replay").isEmpty()) {
            return "records of a capture, as they are";
        }
        if (plan.setting("records", "pool").equals("0")) {
            return "each record encoded when it is sent";
        }
        return plan.setting("records", "payloadFile").isEmpty()
                ? "each record stamped afresh"
                : "values of a file, as they are";
    }

    private String packing() {
        String compression = plan.setting("sender", "compression");
        if (compression.equals("none")) {
            return "";
        }
        String once = plan.setting("sender", "batchSize").equals("auto")
                ? "compressed once for each size with "
                : "compressed once with ";
        return ", " + (frozen() && !verified ? once : "compressed for each send with ") + compression;
    }

    private String batches() {
        String size = plan.setting("sender", "batchSize");
        Double mean = throughput.recordsPerBatch();
        String records = mean == null ? "" : " (%s records)".formatted(NumberFormat.count(mean));
        if (size.equals("auto")) {
            return "a size found on the way" + records;
        }
        return "up to " + (size.matches("[0-9]+") ? size + " bytes" : size) + records;
    }
}

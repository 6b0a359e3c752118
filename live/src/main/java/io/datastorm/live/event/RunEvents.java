package io.datastorm.live.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.report.run.RunTiles;
import io.datastorm.core.report.summary.Summary;
import io.datastorm.core.report.text.ShortNumbers;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.result.StreamInterval;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.generator.input.Credentials;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The events of a run as JSON: {@code run} (what was asked), {@code second}, {@code state} (in words), {@code notice},
 * and {@code result}. Each has its kind in {@code event}. No setting of a client is in them. Seconds are told by one
 * thread.
 */
public final class RunEvents {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(ShortNumbers.module());

    private final Workload workload;
    private SoFar soFar = new SoFar(0, 0, 0);

    /** Sums of all seconds: a page may not get all of them. */
    private record SoFar(long acknowledged, double seconds, long failed) {}

    /** Of a run of this workload. */
    public RunEvents(Workload workload) {
        this.workload = workload;
    }

    private static String write(String kind, Map<String, Object> facts) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", kind);
        event.putAll(facts);
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was asked. */
    public String run() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", workload.name());
        facts.put(
                "streams",
                workload.streams().stream()
                        .map(stream -> Map.of(
                                "name",
                                stream.title(),
                                "topics",
                                stream.topic().topics().toString()))
                        .toList());
        facts.put("reads", workload.consumesOnly());
        facts.put("openLoop", workload.openLoop());
        facts.put(
                "thresholds",
                workload.thresholds().stream().map(Threshold::expression).toList());
        facts.put(
                "faults",
                workload.faults().stream()
                        .map(Fault::text)
                        .map(Credentials::masked)
                        .toList());
        facts.put("brokers", faultable() ? workload.target().brokers() : 0);
        facts.put("members", faultable() ? members() : 0);
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("bucketsPerDoubling", LatencySecond.BUCKETS_PER_DOUBLING);
        facts.put("firstBucketMillis", LatencySecond.upperMillis(0));
        return write("run", facts);
    }

    /** Whether faults can be asked for on the page. */
    private boolean faultable() {
        return workload.target().local()
                && workload.agents().isEmpty()
                && !workload.endless()
                && !workload.consumesOnly();
    }

    /** Of the largest consumer group; 0 without one. */
    private int members() {
        return workload.streams().stream()
                .flatMap(stream -> stream.consumers().stream())
                .mapToInt(ConsumerPlan::members)
                .max()
                .orElse(0);
    }

    /** A second. */
    public String second(RunSecond second) {
        Map<String, StreamInterval> streams = new LinkedHashMap<>();
        second.streams().forEach((name, part) -> streams.put(name, part.interval()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("interval", second.interval());
        facts.put("soFar", add(second.interval()));
        facts.put("asked", second.asked());
        facts.put("response", second.response());
        facts.put("streams", streams);
        facts.put("groups", second.groups());
        facts.put("agents", second.agents());
        facts.put("limit", second.limit());
        return write("second", facts);
    }

    private SoFar add(Interval interval) {
        boolean measured = interval.measured();
        soFar = new SoFar(
                soFar.acknowledged() + (measured ? interval.acknowledged() : 0),
                soFar.seconds() + (measured ? interval.seconds() : 0),
                soFar.failed() + Objects.requireNonNullElse(interval.failed(), 0L));
        return soFar;
    }

    /** What the run does now, in words. */
    public String state(String words) {
        return write("state", Map.of("words", words));
    }

    /** Something to know. */
    public String notice(String words, boolean warning) {
        return write("notice", Map.of("words", words, "warning", warning));
    }

    /** Nothing follows. */
    public String end() {
        return write("end", Map.of());
    }

    /** How it has ended. */
    public String result(RunResult result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("complete", result.run().complete());
        facts.put("alarms", Summary.alarms(result));
        facts.put("tiles", RunTiles.of(result));
        facts.put("rows", Summary.rows(result));
        return write("result", facts);
    }
}

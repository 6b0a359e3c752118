package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.LatencySource;
import io.datastorm.core.measure.SenderHealth;

/**
 * What one stream did in one process since the snapshot before.
 *
 * @param stream its name
 * @param counts what was added
 * @param latencies of what was acknowledged; filled anew after the snapshot was told
 * @param health what was added
 * @param dirt what was wrong on purpose
 */
public record StreamSnapshot(
        String stream, Counts counts, LatencySource latencies, SenderHealth health, DirtSnapshot dirt) {}

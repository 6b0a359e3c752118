/** Figures of a run for Prometheus. May use: {@code core}, {@code run}, the Prometheus client. */
package io.datastorm.live.metrics;

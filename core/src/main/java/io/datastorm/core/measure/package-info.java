/**
 * What really happened: counters and histograms with one writer each, one sampler, and the frozen results.
 *
 * <p>May use {@code workload}, {@code pace} and HdrHistogram. Must not know how records are sent.
 */
package io.datastorm.core.measure;

/**
 * Once a second: a snapshot of what each stream did and of what the process used. Results, files, views and thresholds
 * come from snapshots only, so that one process and many look alike.
 */
package io.datastorm.core.measure.snapshot;

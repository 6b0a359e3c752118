/**
 * Reads the topic of a stream as consumer groups do, and measures that: groups, their members, how partitions move
 * between them.
 */
package io.datastorm.kafka.consume;

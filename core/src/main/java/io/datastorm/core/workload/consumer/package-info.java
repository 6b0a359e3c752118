/** Who reads the topic of a stream: its groups, their members, and how these work. */
package io.datastorm.core.workload.consumer;

/** Batches on their way, and how records get into them. May use: {@code template}, {@code turn}, {@code sizing}. */
package io.datastorm.kafka.direct.batch;

/** How many records make a batch full. */
package io.datastorm.kafka.direct.sizing;

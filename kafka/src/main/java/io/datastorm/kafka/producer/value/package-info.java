/** Where the official producer gets the next value: from the pool, stamped, or from the encoder. */
package io.datastorm.kafka.producer.value;

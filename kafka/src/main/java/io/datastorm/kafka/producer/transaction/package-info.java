/** Transactions of the producer sender. */
package io.datastorm.kafka.producer.transaction;

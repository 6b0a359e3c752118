/** The headers of records: those of a plan, those of a run, and both as bytes. */
package io.datastorm.kafka.producer.header;

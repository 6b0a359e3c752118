/** A minimal application that reads records of one topic and writes them to another. */
package io.datastorm.kafka.relay;

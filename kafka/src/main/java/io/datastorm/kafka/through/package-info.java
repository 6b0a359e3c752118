/** Reads the topic that an application writes, and hands its records to the judge of what went through. */
package io.datastorm.kafka.through;

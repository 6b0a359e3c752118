/** A plugin of Kafka Connect whose tasks are the agents of a run. */
package io.datastorm.connect;

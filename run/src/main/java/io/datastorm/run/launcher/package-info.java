/** Starts the agents of a run, and ends them: as processes of this machine, or as tasks of a Kafka Connect cluster. */
package io.datastorm.run.launcher;

/**
 * Messages between the processes of a run, through a topic: no port is opened, and TLS and logins are those of the run.
 * May use {@code kafka.admin} and kafka-clients.
 */
package io.datastorm.kafka.control;

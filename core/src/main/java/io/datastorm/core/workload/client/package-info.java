/** Settings of Kafka's own clients, as files have them. */
package io.datastorm.core.workload.client;

/**
 * The canary's clients: who sends, who reads, who looks after the topic. May use: kafka-clients, the other packages.
 */
package io.datastorm.canary.probe;

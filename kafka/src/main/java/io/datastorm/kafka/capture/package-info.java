/** Records of a topic, written into a file as they are. */
package io.datastorm.kafka.capture;

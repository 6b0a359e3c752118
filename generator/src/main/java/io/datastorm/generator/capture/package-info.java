/** Files with the records of a topic, as they are: written by a capture, read by a replay. */
package io.datastorm.generator.capture;

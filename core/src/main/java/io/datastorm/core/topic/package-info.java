/** The topics of a stream, and how their partitions are numbered. May use the JDK. */
package io.datastorm.core.topic;

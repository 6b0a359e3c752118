/** What is asked of an application that reads the records of a stream. May use the JDK only. */
package io.datastorm.core.workload.through;

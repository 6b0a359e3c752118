/** The files of a run, written as it goes on. May use {@code report} and {@code measure}. */
package io.datastorm.core.output;

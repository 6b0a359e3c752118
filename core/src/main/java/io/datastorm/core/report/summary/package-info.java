/** A run in words. May use {@code result} and {@code trend}. */
package io.datastorm.core.report.summary;

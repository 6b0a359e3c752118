/**
 * Shows results: as text, JSON, CSV, HTML and Markdown.
 *
 * <p>May use {@code result}, {@code trend}, {@code workload} and Jackson. Must not measure or judge anything itself.
 */
package io.datastorm.core.report;

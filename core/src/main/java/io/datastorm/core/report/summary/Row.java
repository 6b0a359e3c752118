package io.datastorm.core.report.summary;

/**
 * One fact of a summary.
 *
 * @param label empty if it belongs to the one before
 */
public record Row(String label, String text) {}

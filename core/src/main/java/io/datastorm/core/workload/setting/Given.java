package io.datastorm.core.workload.setting;

/**
 * What somebody gave for a setting.
 *
 * @param text the raw text
 * @param where the flag, or the file with line, column and path
 */
public record Given(String text, String where) {}

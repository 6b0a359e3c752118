package io.datastorm.core.workload.read;

/**
 * What somebody gave for a setting.
 *
 * @param text the raw text
 * @param where the flag, or the file with line, column and path
 */
record Given(String text, String where) {}

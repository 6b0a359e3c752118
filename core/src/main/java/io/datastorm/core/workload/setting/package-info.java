/**
 * The settings of a workload as flags and YAML have them: one table, strict reading, text that nobody has understood
 * yet.
 *
 * <p>May use Jackson's streaming YAML parser.
 */
package io.datastorm.core.workload.setting;

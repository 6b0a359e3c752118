/**
 * The settings of a workload as flags, YAML files and connectors have them: one table, strict reading, text that nobody
 * has understood yet.
 *
 * <p>May use Jackson.
 */
package io.datastorm.core.workload.setting;

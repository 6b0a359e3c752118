/**
 * From flags and YAML to a {@link io.datastorm.core.workload.Workload}: one table of settings, strict reading, all
 * problems at once.
 *
 * <p>May use Jackson's streaming YAML parser. A setting that nobody knows is an error: an ignored setting is a lie in
 * the result.
 */
package io.datastorm.core.workload.read;

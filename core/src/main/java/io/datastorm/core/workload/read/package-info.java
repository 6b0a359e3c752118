/**
 * From raw settings to a {@link io.datastorm.core.workload.Workload}: defaults, checks, all problems at once.
 *
 * <p>A setting that nobody reads is an error: an ignored setting is a lie in the result.
 */
package io.datastorm.core.workload.read;

/**
 * What the records of a stream are: their values, keys, headers, and how their schemas are registered.
 *
 * <p>Owns nothing but the plan; the generator makes what it says.
 */
package io.datastorm.core.workload.record;

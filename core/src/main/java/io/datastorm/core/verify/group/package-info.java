/**
 * Judges what consumer groups got of a topic: whether they skipped records, got some again, or in another order. May
 * use the JDK, and the rest of {@code core.verify}.
 */
package io.datastorm.core.verify.group;

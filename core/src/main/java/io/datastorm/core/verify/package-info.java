/**
 * What proves that nothing was lost: the stamp that each record carries, the journal of what became of them, and the
 * judgement of what was read back.
 *
 * <p>May use the JDK and its subpackage for the journal. Must not know Kafka: who reads records hands over bytes.
 */
package io.datastorm.core.verify;

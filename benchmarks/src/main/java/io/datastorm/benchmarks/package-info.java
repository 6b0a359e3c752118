/**
 * JMH benchmarks. The peers side by side are the script {@code benchmarks/peers}.
 *
 * <p>May use everything; nothing depends on it.
 */
package io.datastorm.benchmarks;

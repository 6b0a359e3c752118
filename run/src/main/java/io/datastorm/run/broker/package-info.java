/** Metrics of brokers, while a run goes on. May use: {@code core.result.broker}, the JDK. */
package io.datastorm.run.broker;

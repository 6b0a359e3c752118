/** What brokers tell of themselves. May use: the JDK. */
package io.datastorm.core.result.broker;

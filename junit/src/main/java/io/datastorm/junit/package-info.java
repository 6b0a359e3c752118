/** Real Kafka brokers for JUnit 5 tests. */
package io.datastorm.junit;

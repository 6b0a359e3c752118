/** The settings of consumers. */
package io.datastorm.kafka.consume.setting;

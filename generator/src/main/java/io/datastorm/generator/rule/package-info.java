/**
 * What a schema says about its values beyond their types: {@link io.datastorm.generator.rule.Rule}, read from the
 * properties {@code "datastorm"} and {@code "arg.properties"}.
 *
 * <p>May use Avro's schemas. Makes no values.
 */
package io.datastorm.generator.rule;

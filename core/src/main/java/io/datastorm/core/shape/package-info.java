/**
 * The shape of a topic: what its records look like to a cluster, without any of their data.
 *
 * <p>Owns the file that has it. May use Jackson for YAML.
 */
package io.datastorm.core.shape;

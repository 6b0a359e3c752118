/**
 * Makes records in a format: encoded values behind what a registry's readers need, and the field that is the key.
 *
 * <p>Owns the formats, and what a registry gets to know of a schema.
 */
package io.datastorm.generator.format;

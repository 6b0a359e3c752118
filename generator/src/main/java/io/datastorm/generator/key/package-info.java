/**
 * Keys that do not depend on values: which key each record has, and how it is written.
 *
 * <p>May use the formats, and commons-rng for Zipf's law.
 */
package io.datastorm.generator.key;

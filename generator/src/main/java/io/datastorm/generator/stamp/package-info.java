/**
 * Fresh values written over encoded bytes, in place.
 *
 * <p>Owns the slots and what is written into them. Depends on nothing, allocates nothing per record.
 */
package io.datastorm.generator.stamp;

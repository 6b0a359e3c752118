/** Records that are wrong on purpose: how many, which, and what must be known of them. May use: {@code stamp}. */
package io.datastorm.generator.dirt;

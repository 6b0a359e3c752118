/** Lanes of records that keep their order, and sets of sequences. May use the JDK only. */
package io.datastorm.core.verify.lane;

/** What a record carries in its headers so that it can be followed. May use the JDK, and the journal. */
package io.datastorm.core.verify.stamp;

/** What a record carries in its headers so that a run can be verified. May use the JDK, and the journal's heading. */
package io.datastorm.core.verify.stamp;

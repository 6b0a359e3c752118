/** What all web servers of a run have in common. May use: the JDK, {@code core.report.page}. */
package io.datastorm.live.server;

/** What all web servers of a run have in common. May use: the JDK. */
package io.datastorm.live.server;

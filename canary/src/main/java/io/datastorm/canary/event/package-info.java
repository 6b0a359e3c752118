/** What a canary tells, a line each. May use: the JDK. */
package io.datastorm.canary.event;

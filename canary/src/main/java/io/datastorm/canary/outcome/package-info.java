/** Records from when they are due until it is known what became of them. It needs no cluster. May use: the JDK. */
package io.datastorm.canary.outcome;

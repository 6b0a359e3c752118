/** Commands of the user that are run while something goes on. May use: the JDK, {@code generator.input}. */
package io.datastorm.core.command;

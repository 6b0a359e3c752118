/**
 * The commands, and the only place where everything is wired together.
 *
 * <p>May use every module. Owns exit codes, the live view and the wording on the screen.
 */
package io.datastorm.cli;

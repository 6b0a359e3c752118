/** What a user meets: lines and the live view, Ctrl-C, exit codes, the directory of a result. */
package io.datastorm.cli.terminal;

/** Runs of an experiment, each in a process of its own: our own, or somebody else's client. */
package io.datastorm.cli.process;

/** A process that does a share of a run, as its coordinator says. */
package io.datastorm.run.agent;

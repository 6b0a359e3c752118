/**
 * A run as a library: {@link io.datastorm.run.DataStorm} connects to a cluster, a {@link io.datastorm.run.RunPlan} says
 * what to do, and a {@code RunResult} says what happened. The command line is one user of it.
 */
package io.datastorm.run;

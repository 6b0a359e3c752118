/** Faults that a run does to its own local cluster, and what acknowledgements make of them. */
package io.datastorm.run.fault;

/** The process that plans a run of several agents, starts them, and puts together what they tell. */
package io.datastorm.run.coordinator;

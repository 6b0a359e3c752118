/** What the processes of a run tell each other, and how their clocks are compared. */
package io.datastorm.run.control;

/** Every option of a run, in the table of its component. */
package io.datastorm.core.workload.option;

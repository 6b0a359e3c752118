/** What goes wrong on purpose, and how its text is read. */
package io.datastorm.core.workload.fault;

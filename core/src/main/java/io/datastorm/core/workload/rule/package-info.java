/** What the settings of a plan must be together. May use: the plan, options, settings. */
package io.datastorm.core.workload.rule;

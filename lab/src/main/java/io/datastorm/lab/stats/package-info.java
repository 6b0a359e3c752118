/** Owns the statistics: medians with intervals, comparisons, and how many repeats they need. Knows numbers only. */
package io.datastorm.lab.stats;

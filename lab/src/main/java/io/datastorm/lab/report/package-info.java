/** Owns what is said about many runs: the figures, the comparisons, and the page that shows them. */
package io.datastorm.lab.report;

/** From histograms to the figures of a result: percentiles, and how many records took how long over time. */
package io.datastorm.core.measure.histogram;

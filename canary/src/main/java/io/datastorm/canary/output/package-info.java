/**
 * A canary for others: a page, figures for Prometheus. May use: {@code canary}, {@code live}, the Prometheus client.
 */
package io.datastorm.canary.output;

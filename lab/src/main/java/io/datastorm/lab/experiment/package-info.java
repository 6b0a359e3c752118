/**
 * Owns what an experiment is, the order of its runs, and how they are made one after the other. Is handed something
 * that makes a run; knows neither Kafka nor reports.
 */
package io.datastorm.lab.experiment;

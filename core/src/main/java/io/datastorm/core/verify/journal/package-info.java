/**
 * The journal of what became of a run's records: written while the run goes on, and read back for the judge.
 *
 * <p>May use the JDK, and Jackson for the heading and the seal.
 */
package io.datastorm.core.verify.journal;

/**
 * The main class of a local broker's JVM.
 *
 * <p>Owns: formatting a log directory, starting Kafka's own server, telling its metrics, and dying with the parent
 * process. May use Kafka's server classes: this is the only module that has them, and it is never on a generator's
 * class path.
 */
package io.datastorm.broker;

/**
 * A local cluster: real Kafka brokers as child JVMs.
 *
 * <p>Owns the brokers' processes, ports, directories and the state file of a kept cluster. May use Kafka's Admin
 * client. Must not have broker classes on its class path: brokers get theirs from a directory of jars of their own.
 */
package io.datastorm.cluster;

/**
 * A network of a local cluster: a network namespace for each broker, joined by a bridge, with links that have limits.
 */
package io.datastorm.cluster.network;

/** Where a run takes place: its cluster, local or not, and what DataStorm remembers of topics and clusters. */
package io.datastorm.run.cluster;

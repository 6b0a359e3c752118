/** Records encoded once as they stand in a batch, to be copied and stamped. */
package io.datastorm.kafka.direct.template;

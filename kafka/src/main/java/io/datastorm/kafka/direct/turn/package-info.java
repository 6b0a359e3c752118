/** Which partition a direct sender's next batch is for. May use: keys that are drawn, and where they belong. */
package io.datastorm.kafka.direct.turn;

package io.datastorm.run.verify;

import io.datastorm.core.verify.group.GroupJudge;
import java.util.Map;

/**
 * What a consumer group got, to be compared with the log.
 *
 * @param positions how far it has come in each partition
 */
public record GroupDeliveries(String group, GroupJudge judge, Map<Integer, Long> positions) {}

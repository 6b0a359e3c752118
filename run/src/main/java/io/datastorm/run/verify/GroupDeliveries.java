package io.datastorm.run.verify;

import io.datastorm.core.verify.group.GroupJudge;
import java.util.Set;

/**
 * What a consumer group got, to be compared with the log.
 *
 * @param unfinished partitions that it did not read to their ends
 */
public record GroupDeliveries(String group, GroupJudge judge, Set<Integer> unfinished) {}

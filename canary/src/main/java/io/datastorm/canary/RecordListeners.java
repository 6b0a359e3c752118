package io.datastorm.canary;

import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.RecordListener;
import java.time.Duration;
import java.util.List;

/** Tells several. */
record RecordListeners(List<RecordListener> all) implements RecordListener {
    @Override
    public void decided(Decision decision, long nowNanos) {
        all.forEach(each -> each.decided(decision, nowNanos));
    }

    @Override
    public void late(int partition, Duration after) {
        all.forEach(each -> each.late(partition, after));
    }

    @Override
    public void duplicated(int partition, long offset) {
        all.forEach(each -> each.duplicated(partition, offset));
    }

    @Override
    public void lost(int partition, long offset) {
        all.forEach(each -> each.lost(partition, offset));
    }
}

package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datastorm.core.engine.Sender;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.measure.Window;
import io.datastorm.core.measure.WorkerStats;
import io.datastorm.core.pace.DueTimes;
import io.datastorm.core.verify.stamp.Stamping;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DiscardProviderTest {
    @Test
    void itIsFoundAndAcknowledgesAtOnce() {
        SenderProvider provider =
                ServiceLoader.load(SenderProvider.class).findFirst().orElseThrow();
        assertEquals("discard", provider.name());
        WorkerStats stats = new WorkerStats(new Window(), true);
        Sender sender = provider.senders(null, null, null, Stamping.NONE).open(0, stats);
        DueTimes due = new DueTimes(8);
        due.set(5, System.nanoTime());
        assertEquals(5, sender.send(0, due, System.nanoTime()));
        assertEquals(5, stats.acknowledged());
    }
}

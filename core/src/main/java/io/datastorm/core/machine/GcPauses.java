package io.datastorm.core.machine;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Counts the pauses of this JVM's collector, to the millisecond as the JVM tells them. Cycles of concurrent collectors
 * are not pauses.
 */
public final class GcPauses implements NotificationListener, AutoCloseable {
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong totalMillis = new AtomicLong();
    private final AtomicLong maxMillis = new AtomicLong();

    GcPauses() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (pauses(collector) && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(this, null, null);
            }
        }
    }

    private static boolean pauses(GarbageCollectorMXBean collector) {
        return !collector.getName().endsWith("Cycles");
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            long millis = info.getGcInfo().getDuration();
            count.incrementAndGet();
            totalMillis.addAndGet(millis);
            maxMillis.accumulateAndGet(millis, Math::max);
        }
    }

    /** Pauses of some time, in milliseconds. */
    public record Taken(long count, long totalMillis, long maxMillis) {}

    /** The pauses since the last call. */
    public Taken take() {
        return new Taken(count.getAndSet(0), totalMillis.getAndSet(0), maxMillis.getAndSet(0));
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (pauses(collector) && collector instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    // It was never added: nothing to remove.
                }
            }
        }
    }
}

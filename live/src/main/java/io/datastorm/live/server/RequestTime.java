package io.datastorm.live.server;

/** A request that never ends holds no thread of a server for ever. */
public final class RequestTime {
    private RequestTime() {}

    /** Limits it to ten seconds. The JDK's server reads that when it is first used. */
    public static void limit() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
}

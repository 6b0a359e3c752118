package io.datastorm.live.server;

/** A request that never ends holds no thread of a server for ever. */
public final class RequestTimeout {
    private RequestTimeout() {}

    /** Sets it to ten seconds. The JDK's server reads that when it is first used. */
    public static void set() {
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
}

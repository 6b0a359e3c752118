package io.datastorm.live.page;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.datastorm.live.event.RunHistory;
import io.datastorm.live.server.RequestTimeout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page of one run. Its threads are bounded: browsers that do not read, or too many of them, keep each other
 * waiting, and not the run. Thread-safe.
 */
public final class PageServer implements AutoCloseable {
    private static final int THREADS = EventStream.MOST + 8;
    private static final int WAITING = 1_000;
    private static final int BACKLOG = 50;
    private static final int HTTP = 80;
    private static final int LAST_SECONDS = 1;

    private final HttpServer server;
    private final Access access;
    private final WriteTimeout timeout = new WriteTimeout();
    private final ThreadPoolExecutor threads;
    private final RunHistory history;
    private final EventStream stream;
    private final String host;

    /**
     * Opens it.
     *
     * @param listen where it listens; port 0 is any that is free
     * @param stop what the page's button does
     * @throws IOException if it cannot listen there
     */
    public PageServer(InetSocketAddress listen, RunHistory history, Runnable stop) throws IOException {
        this.history = history;
        this.stream = new EventStream(history, timeout);
        RequestTimeout.set();
        this.server = HttpServer.create(listen, BACKLOG);
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), PageServer::thread);
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        InetAddress address = server.getAddress().getAddress();
        this.host = (address.isAnyLocalAddress() ? "127.0.0.1" : text(listen, address)) + ":" + port();
        this.access = new Access(address.isAnyLocalAddress() ? Set.of() : hosts(address), port());
        serve("/", new PageFiles(timeout));
        serve("/events", stream);
        serve("/stop", stop(stop));
        server.start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static String text(InetSocketAddress listen, InetAddress address) {
        String name = address.isLoopbackAddress() ? address.getHostAddress() : listen.getHostString();
        return name.contains(":") ? canonical(address) : name.toLowerCase(Locale.ROOT);
    }

    /** As browsers write an address of IPv6. */
    private static String canonical(InetAddress address) {
        String longest = address.getHostAddress().replaceAll("%.*", "");
        return "[" + longest.replaceFirst("(^|:)0(:0)+(:|$)", "::") + "]";
    }

    private Set<String> hosts(InetAddress address) {
        Set<String> hosts = new HashSet<>(List.of(host));
        if (port() == HTTP) {
            // Browsers leave it out.
            hosts.add(host.substring(0, host.lastIndexOf(':')));
        }
        if (address.isLoopbackAddress()) {
            hosts.addAll(List.of("localhost:" + port(), "127.0.0.1:" + port(), "[::1]:" + port()));
        }
        return hosts;
    }

    private void serve(String path, HttpHandler handler) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(Filter.beforeHandler("What each answer says", PageServer::headers));
        context.getFilters().add(access);
    }

    private static void headers(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }

    private static HttpHandler stop(Runnable stop) {
        return exchange -> {
            boolean asked = exchange.getRequestMethod().equals("POST");
            if (asked) {
                stop.run();
            }
            exchange.sendResponseHeaders(asked ? 204 : 405, -1);
            exchange.close();
        };
    }

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return !server.getAddress().getAddress().isLoopbackAddress();
    }

    /** What to open in a browser. Who has it can watch, and stop the run. */
    public String link() {
        return "http://" + host + "/" + access.query();
    }

    /** Whoever watches is told how it ended, and no more. */
    @Override
    public void close() {
        history.end();
        try {
            stream.awaitEnd(LAST_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
        timeout.close();
    }
}

package io.datastorm.live.server;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
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
 * A web server for one person, or a few: it lets in who has its link. Its threads are bounded: browsers that do not
 * read, or too many of them, keep each other waiting, and not the process. Thread-safe.
 */
public final class LocalServer implements AutoCloseable {
    private static final int WAITING = 1_000;
    private static final int BACKLOG = 50;
    private static final int HTTP = 80;

    private final HttpServer server;
    private final Access access;
    private final WriteTimeout timeout = new WriteTimeout();
    private final ThreadPoolExecutor threads;
    private final String host;

    /**
     * Opens it; it answers when it is started.
     *
     * @param listen where it listens; port 0 is any that is free
     * @param most answers at the same time
     * @throws IOException if it cannot listen there
     */
    public LocalServer(InetSocketAddress listen, int most) throws IOException {
        RequestTimeout.set();
        this.server = HttpServer.create(listen, BACKLOG);
        this.threads = new ThreadPoolExecutor(
                most, most, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), LocalServer::thread);
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        InetAddress address = server.getAddress().getAddress();
        this.host = (address.isAnyLocalAddress() ? "127.0.0.1" : text(listen, address)) + ":" + port();
        this.access = new Access(address.isAnyLocalAddress() ? Set.of() : hosts(address), port());
    }

    /** Answers requests for a path, and those below it. */
    public void serve(String path, HttpHandler handler) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().add(Filter.beforeHandler("What each answer says", LocalServer::headers));
        context.getFilters().add(access);
    }

    /** Answers from now on. */
    public void start() {
        server.start();
    }

    /** Ends answers that nobody reads. */
    public WriteTimeout timeout() {
        return timeout;
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

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return !server.getAddress().getAddress().isLoopbackAddress();
    }

    /** What to open in a browser. Who has it is let in. */
    public String link() {
        return "http://" + host + "/" + access.query();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        timeout.close();
    }
}

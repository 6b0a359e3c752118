package io.datastorm.canary.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.datastorm.canary.Canary;
import io.datastorm.core.report.text.ShortNumbers;
import io.datastorm.live.server.JsonAnswer;
import io.datastorm.live.server.LocalServer;
import io.datastorm.live.server.PageFiles;
import io.datastorm.live.server.StaticFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Supplier;

/** A canary in a browser. The page asks for what is known: nothing is kept for who watches. Thread-safe. */
public final class CanaryPage implements AutoCloseable {
    private static final int THREADS = 8;
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(ShortNumbers.module())
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));
    private final LocalServer server;

    /**
     * Opens it.
     *
     * @param listen where it listens; port 0 is any that is free
     * @throws IOException if it cannot listen there
     */
    public CanaryPage(InetSocketAddress listen, Canary canary) throws IOException {
        this.server = new LocalServer(listen, THREADS);
        server.serve("/", new StaticFiles(PageFiles.of(CanaryPage.class, "canary"), server.timeout()));
        server.serve("/status", json(canary::status));
        server.serve("/hour", json(canary.figures()::hour));
        server.serve("/day", json(canary.figures()::day));
        server.start();
    }

    private JsonAnswer json(Supplier<Object> what) {
        return new JsonAnswer(() -> JSON.writeValueAsString(what.get()), server.timeout());
    }

    /** Whether other machines can reach it. */
    public boolean reachable() {
        return server.reachable();
    }

    /** What to open in a browser. Who has it can watch. */
    public String link() {
        return server.link();
    }

    @Override
    public void close() {
        server.close();
    }
}

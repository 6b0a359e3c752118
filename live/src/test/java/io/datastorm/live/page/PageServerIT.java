package io.datastorm.live.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.live.event.RunHistory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what of the page, spoken as a browser does, and as others do. */
final class PageServerIT {
    private final RunHistory history = new RunHistory();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<String> asked = new ArrayList<>();
    private final PageControls controls = new PageControls() {
        @Override
        public void stop() {
            stopped.countDown();
        }

        @Override
        public void note(String text) {
            asked.add(text);
        }

        @Override
        public void fault(String text) {
            throw new IllegalArgumentException("no");
        }
    };
    private PageServer server;
    private URI link;

    @BeforeEach
    void open() throws IOException {
        server = new PageServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), history, controls);
        link = URI.create(server.link());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String own() {
        return link.getHost() + ":" + link.getPort();
    }

    private String token() {
        return link.getQuery().substring("token=".length());
    }

    private Socket connect() throws IOException {
        return new Socket(link.getHost(), link.getPort());
    }

    private static void ask(Socket socket, String request, String... headers) throws IOException {
        String text = request + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole answer: its connection is closed behind it. */
    private String answer(String request, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Connection: close");
        try (Socket socket = connect()) {
            ask(socket, request, all.toArray(String[]::new));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String bearer() {
        return "Authorization: Bearer " + token();
    }

    @Test
    void theLinkLeadsToThePage() throws IOException {
        String first = answer("GET /?" + link.getQuery(), "Host: " + own());
        assertThat(first)
                .startsWith("HTTP/1.1 303")
                .containsIgnoringCase("Location: /")
                .contains("HttpOnly; SameSite=Lax");
        String cookie = "datastorm-" + link.getPort() + "=" + token();
        assertThat(first).contains(cookie);
        String page = answer("GET /", "Host: " + own(), "Cookie: other=1; " + cookie);
        assertThat(page)
                .startsWith("HTTP/1.1 200")
                .contains("<title>DataStorm</title>")
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'; script-src 'self'")
                .doesNotContain(token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/events", "/stop", "/live.js", "/nowhere", "/?token=", "/?token=wrong"})
    void nobodyGetsAnythingWithoutTheToken(String path) throws IOException {
        String answer = answer("GET " + path, "Host: " + own());
        assertThat(answer).startsWith("HTTP/1.1 401");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n"))).isBlank();
        assertThat(answer("POST /stop", "Host: " + own(), "Authorization: Bearer wrong", "Content-Length: 0"))
                .startsWith("HTTP/1.1 401");
        assertThat(stopped.getCount()).isEqualTo(1);
    }

    @Test
    void anotherHostIsRefused() throws IOException {
        assertThat(answer("GET /", "Host: evil.example:" + link.getPort(), bearer()))
                .startsWith("HTTP/1.1 421");
        assertThat(answer("GET /", bearer())).doesNotStartWith("HTTP/1.1 200");
        assertThat(answer("GET /", "Host: localhost:" + link.getPort(), bearer()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void anotherPageCannotStopTheRun() throws IOException {
        assertThat(answer("POST /stop", "Host: " + own(), bearer(), "Origin: http://evil.example", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
        assertThat(answer("GET /stop", "Host: " + own(), bearer())).startsWith("HTTP/1.1 405");
        assertThat(stopped.getCount()).isEqualTo(1);
        assertThat(answer("POST /stop", "Host: " + own(), bearer(), "Origin: http://" + own(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 204");
        assertThat(stopped.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/note", "/fault"})
    void othersCannotAskForAnything(String path) throws IOException {
        assertThat(answer("POST " + path, "Host: " + own(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 401");
        assertThat(answer(
                        "POST " + path, "Host: " + own(), bearer(), "Origin: http://evil.example", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
        assertThat(answer("GET " + path, "Host: " + own(), bearer())).startsWith("HTTP/1.1 405");
        assertThat(asked).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsSaid() throws IOException {
        String answer = answer("POST /fault", "Host: " + own(), bearer(), "Content-Length: 0");
        assertThat(answer).startsWith("HTTP/1.1 422").endsWith("\r\nno");
        assertThat(answer("POST /note", "Host: " + own(), bearer(), "Content-Length: 0"))
                .startsWith("HTTP/1.1 204");
        assertThat(asked).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../PageServer.class", "/%2e%2e/etc/passwd", "//etc/passwd", "/index.html", "/page.css/"})
    void noOtherPathLeadsAnywhere(String path) throws IOException {
        assertThat(answer("GET " + path, "Host: " + own(), bearer())).startsWith("HTTP/1.1 404");
    }

    private static List<String> data(BufferedReader reader, int count) throws IOException {
        List<String> data = new ArrayList<>();
        while (data.size() < count) {
            String line = reader.readLine();
            if (line.startsWith("data: ")) {
                data.add(line.substring("data: ".length()));
            }
        }
        return data;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    void whoComesLateIsToldAllOfItAndWhoComesAgainTheRest() throws IOException {
        history.keep("run");
        history.add("one", 0);
        try (Socket first = connect();
                Socket again = connect()) {
            ask(first, "GET /events", "Host: " + own(), bearer(), "Connection: close");
            BufferedReader reader = reader(first);
            assertThat(data(reader, 2)).containsExactly("run", "one");
            history.add("two", 0);
            assertThat(data(reader, 1)).containsExactly("two");
            ask(again, "GET /events", "Host: " + own(), bearer(), "Last-Event-ID: 2");
            assertThat(data(reader(again), 1)).containsExactly("two");
            history.end();
            assertThat(reader.lines()).noneMatch(line -> line.startsWith("data"));
        }
    }

    /** Browsers that never read hold places of their own, and nobody else. */
    @Test
    @Tag("matrix")
    void browsersThatDoNotReadDelayNobody() throws Exception {
        history.keep("x".repeat(8 << 20));
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < EventStream.MOST; i++) {
                Socket socket = connect();
                silent.add(socket);
                ask(socket, "GET /events", "Host: " + own(), bearer());
                // Its place is taken when its answer begins.
                InputStream in = socket.getInputStream();
                assertThat(in.read()).isEqualTo('H');
            }
            for (int i = 0; i < 10_000; i++) {
                history.add("second " + i, 0);
            }
            // Whoever adds has not waited: nobody was given up meanwhile.
            assertThat(answer("GET /events", "Host: " + own(), bearer())).startsWith("HTTP/1.1 503");
            assertThat(answer("GET /", "Host: " + own(), bearer())).startsWith("HTTP/1.1 200");
            // They are given up, and their places are free again.
            String status = "503";
            while (status.startsWith("503")) {
                try (Socket late = connect()) {
                    ask(late, "GET /events", "Host: " + own(), bearer());
                    status = reader(late).readLine().substring("HTTP/1.1 ".length());
                }
            }
            assertThat(status).startsWith("200");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }
}

package io.datastorm.live.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.Browser;
import io.datastorm.core.report.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library of results in a browser, and for those who have no business there. */
final class LibraryBrowserIT {
    private static final String HOSTILE = "</script><img src=x onerror=\"window.hacked=1\">{{title}}";

    @TempDir
    private Path directory;

    private LibraryServer server;

    @BeforeEach
    void start() throws IOException {
        ResultLibraryTest.store(directory, "first", Samples.eventful(HOSTILE));
        ResultLibraryTest.store(directory, "second", Samples.eventful("nightly"));
        ResultLibraryTest.store(directory, "third", Samples.result(2000L, true, true));
        Files.writeString(Files.createDirectories(directory.resolve("lab")).resolve("lab.json"), "{}");
        Files.writeString(
                directory.resolve("lab/report.html"),
                "<title>lab</title><script>try { localStorage.x = 1; document.title = 'not alone'; } catch (e) {}"
                        + "fetch('/results').catch(() => { document.title += ' cut off'; })</script>");
        server = new LibraryServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new ResultLibrary(directory));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Browser opened(int width, boolean dark) {
        Browser browser = new Browser(directory);
        browser.open(server.link(), width, dark);
        browser.await("document.querySelectorAll('tbody tr').length === 4");
        return browser;
    }

    private static void choose(Browser browser, int count) {
        browser.evaluate("[...document.querySelectorAll('tbody tr')].filter(row => row.querySelector('td.figure')"
                + ".nextElementSibling.textContent).slice(0, " + count
                + ").forEach(row => row.querySelector('input').click())");
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "390,true"})
    void namesAreTextAndRunsAreCompared(int width, boolean dark) {
        try (Browser browser = opened(width, dark)) {
            choose(browser, 3);
            browser.evaluate("document.getElementById('overlay').click()");
            browser.await("document.querySelectorAll('#charts figure').length === 6");
            assertThat(browser.drawnFigures().equals(Collections.nCopies(6, true)))
                    .as("each is drawn")
                    .isTrue();
            assertThat(browser.evaluate("window.hacked")).isNull();
            assertThat(browser.evaluate("document.querySelector('main').textContent.includes('<img src=x')"))
                    .isEqualTo(true);
            assertThat(browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isEqualTo(true);
            assertThat(browser.console()).isEmpty();
        }
    }

    @Test
    void aSearchKeepsWhatHasAllItsWords() {
        try (Browser browser = opened(1280, false)) {
            browser.evaluate("document.getElementById('search').value = 'nightly broken'");
            browser.evaluate("document.getElementById('search').oninput()");
            browser.await("document.querySelectorAll('tbody tr').length === 1");
            assertThat(browser.evaluate("document.getElementById('count').textContent"))
                    .isEqualTo("1 of 4 results");
        }
    }

    @Test
    void deletingAsks() {
        try (Browser browser = opened(1280, false)) {
            choose(browser, 1);
            browser.evaluate("document.getElementById('delete').click()");
            browser.await("document.getElementById('delete').textContent === 'Really delete 1?'");
            assertThat(browser.evaluate("document.querySelectorAll('tbody tr').length"))
                    .isEqualTo(4L);
            browser.evaluate("document.getElementById('delete').click()");
            browser.await("document.querySelectorAll('tbody tr').length === 3");
            long left = Stream.of("first", "second", "third")
                    .filter(name -> Files.exists(directory.resolve(name)))
                    .count();
            assertThat(left).isEqualTo(2);
        }
    }

    /** A report may come from somebody else: its scripts reach neither the library nor what the browser keeps. */
    @Test
    void aReportIsAlone() {
        try (Browser browser = opened(1280, false)) {
            browser.evaluate("void (location.href = 'report?id=lab')");
            browser.await("document.title === 'lab cut off'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /results, 401, false",
        "GET, /report?id=first, 401, false",
        "POST, /delete?id=first, 401, false",
        "GET, /report?id=../first, 404, true",
        "GET, /report?id=%2e%2e%2ffirst, 404, true",
        "GET, /report?id=%, 404, true",
        "GET, /report/first, 404, true",
        "GET, /delete?id=first, 405, true",
        "POST, /delete?id=.., 409, true",
        "POST, /delete, 409, true",
        "GET, /index.html, 404, true",
        "GET, /report?id=first, 200, true",
    })
    void onlyWhatIsListedIsGiven(String method, String path, int status, boolean known) throws Exception {
        URI link = URI.create(server.link());
        String token = link.getQuery().substring("token=".length());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + link.getAuthority() + path.replaceAll("%$", "%25")))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (known) {
            request.header("Authorization", "Bearer " + token);
            list(link, token);
        }
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer.body()).isEmpty();
        }
        assertThat(directory.resolve("first/result.json")).exists();
    }

    private static void list(URI link, String token) throws Exception {
        HttpRequest all = HttpRequest.newBuilder(URI.create("http://" + link.getAuthority() + "/results"))
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(all, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}

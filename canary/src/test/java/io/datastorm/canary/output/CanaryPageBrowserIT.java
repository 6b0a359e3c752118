package io.datastorm.canary.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.canary.RunningCanary;
import io.datastorm.cluster.ClusterPlan;
import io.datastorm.cluster.LocalCluster;
import io.datastorm.core.report.Browser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a canary of a real broker, in a browser. */
final class CanaryPageBrowserIT {
    @TempDir
    private Path directory;

    private LocalCluster cluster;
    private RunningCanary running;
    private CanaryPage page;

    @BeforeEach
    void start() throws Exception {
        cluster = LocalCluster.start(ClusterPlan.of(1));
        running = new RunningCanary(cluster.bootstrapServers(), "canary");
        page = new CanaryPage(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), running.canary());
        running.awaitGood(20);
    }

    @AfterEach
    void stop() {
        page.close();
        running.close();
        cluster.close();
    }

    @Test
    void itShowsWhatIsKnown() throws Exception {
        try (Browser browser = new Browser(directory)) {
            for (boolean dark : new boolean[] {false, true}) {
                browser.open(page.link(), dark ? 390 : 1280, dark);
                browser.await("document.querySelectorAll('.tile').length === 8");
                assertThat(browser.evaluate("document.getElementById('tiles').textContent"))
                        .asString()
                        .contains("Availability, 5m100 %", "1 of 1 up", "Lost0");
                browser.await("document.querySelectorAll('#partitions tr').length === 1");
                assertThat(browser.evaluate(
                                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .isEqualTo(true);
                // A part of ten seconds has passed.
                browser.await("document.querySelectorAll('#charts figure').length === 2"
                        + " && /100/.test(document.querySelector('.u-legend').textContent)");
                assertThat(browser.drawnFigures().equals(List.of(true, true))).isTrue();
            }
            assertThat(browser.console()).isEmpty();
            String host = URI.create(page.link()).getAuthority();
            assertThat(browser.requests()).isNotEmpty().allMatch(request -> request.contains(host));
            page.close();
            browser.await("!document.getElementById('gone').hidden");
        }
    }

    @Test
    void whoHasNoTokenGetsNothing() throws Exception {
        String address = page.link().replaceAll("\\?.*", "");
        for (String path : List.of("", "status", "hour", "day")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address + path)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEmpty();
        }
    }
}

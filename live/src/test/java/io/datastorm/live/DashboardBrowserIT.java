package io.datastorm.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.Browser;
import io.datastorm.core.report.Samples;
import io.datastorm.core.result.Bottleneck;
import io.datastorm.core.result.ConsumerResult;
import io.datastorm.core.result.Interval;
import io.datastorm.core.result.LatencySecond;
import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.kafka.producer.ProducerRules;
import io.datastorm.live.page.PageControls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser shows it while seconds are told. */
final class DashboardBrowserIT {
    private static final String HOSTILE = "</script><img src=x onerror=\"window.hacked=1\">";
    private static final int CHARTS = 6;

    @TempDir
    private static Path directory;

    private static Browser browser;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final PageControls controls = new PageControls() {
        @Override
        public void stop() {
            stopped.countDown();
        }

        @Override
        public void note(String text) {
            asked.add("note " + text);
        }

        @Override
        public void fault(String text) {
            if (!text.startsWith("pause")) {
                throw new IllegalArgumentException("there is no fault '" + text + "'");
            }
            asked.add("fault " + text);
        }
    };
    private Workload workload;
    private Dashboard page;

    @BeforeAll
    static void start() {
        browser = new Browser(directory);
    }

    @AfterAll
    static void end() {
        browser.close();
    }

    @BeforeEach
    void open() throws IOException {
        assertThat(browser.console()).isEmpty();
        browser.requests();
        Settings flags = new Settings();
        flags.flag(LoadOptions.RATE, "20k");
        flags.flag(CheckOptions.FAULT, "pause 2 @ 4s for 2s");
        flags.flag(ClusterOptions.BROKERS, "2");
        flags.flag(CheckOptions.THRESHOLD, "latency.response.p99Millis<200");
        workload = new Planner(new ProducerRules(), 2).plan(flags, Optional.empty());
        page = new Dashboard(workload, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), controls);
    }

    @AfterEach
    void close() {
        page.close();
    }

    private static RunSecond second(int number) {
        double rate = 20_000 + 500 * Math.sin(number / 7.0);
        List<String> faults =
                switch (number) {
                    case 5 -> List.of("pause 2 @ 4s for 2s");
                    case 7 -> List.of("end of pause 2 @ 4s for 2s");
                    default -> List.<String>of();
                };
        Interval interval = new Interval(
                number,
                1,
                Math.round(rate),
                rate,
                36 * rate,
                3.5,
                12.0,
                40.0,
                1.0,
                0L,
                0.5,
                List.of(0.4, 0.3),
                5.0,
                90L << 20,
                faults,
                List.of());
        return new RunSecond(
                interval,
                20_000.0,
                new LatencySecond(4, 3.5, 8, 12, 30, 40, 34, List.of(5L, 100L, 9_000L, 800L, 0L, 3L)),
                Map.of(),
                Map.of(HOSTILE, new ConsumerResult.Interval(number, rate, 120L)),
                Map.of(0, new RunSecond.OfAgent(HOSTILE, 10_000, 10_000, 0.25)),
                new Bottleneck("rate", "the asked rate was met"));
    }

    private void tell(int from, int to) {
        for (int number = from; number <= to; number++) {
            page.second(second(number));
        }
    }

    private static void assertWell() {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.evaluate("window.hacked")).isNull();
        assertThat(browser.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
        assertThat(browser.drawnFigures().equals(Collections.nCopies(CHARTS, true)))
                .as("each is drawn")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "390,true"})
    void whoComesLateSeesTheWholeRunAndThenWhatIsNew(int width, boolean dark) {
        page.warning(HOSTILE);
        tell(-1, 300);
        browser.open(page.link(), width, dark);
        browser.await("document.getElementById('state').textContent === 'measuring, 300 s'");
        page.second(second(301));
        browser.await("document.getElementById('state').textContent === 'measuring, 301 s'");
        browser.await("document.querySelectorAll('#tiles .tile').length === 5");
        assertWell();
        assertThat(browser.evaluate("document.querySelector('#groups td').textContent"))
                .isEqualTo(HOSTILE);
        assertThat(browser.evaluate("document.querySelectorAll('#agents td')[1].textContent"))
                .isEqualTo(HOSTILE);
        assertThat(browser.evaluate("document.querySelector('#notices li').textContent"))
                .isEqualTo(HOSTILE);
        assertThat(browser.evaluate("location.search"))
                .as("the token is not in the address")
                .isEqualTo("");
        assertThat(browser.requests())
                .filteredOn(request -> !request.contains(address()))
                .isEmpty();
        // A table for who cannot see the chart: now, least and most.
        browser.evaluate("document.querySelectorAll('figure details').forEach(details => { details.open = true; })");
        browser.await("document.querySelectorAll('figure details tbody tr').length > 0");
        assertThat(browser.evaluate("document.querySelectorAll('figure details tbody tr').length")
                        .toString())
                .isEqualTo("15");
    }

    private String address() {
        return page.link().substring(0, page.link().indexOf('?'));
    }

    @Test
    void theButtonAsksOnceMoreAndStops() throws InterruptedException {
        tell(1, 3);
        browser.open(page.link(), 1280, false);
        browser.await("document.getElementById('state').textContent === 'measuring, 3 s'");
        browser.evaluate("document.getElementById('stop').click()");
        assertThat(browser.evaluate("document.getElementById('stop').textContent"))
                .isEqualTo("Really stop?");
        assertThat(stopped.getCount()).isEqualTo(1);
        browser.evaluate("document.getElementById('stop').click()");
        stopped.await();
        assertThat(browser.evaluate("document.getElementById('stop').disabled")).isEqualTo(true);
    }

    @Test
    void theResultIsShownAndStaysWhenTheRunHasEnded() {
        tell(1, 10);
        browser.open(page.link(), 1280, false);
        page.result(Samples.eventful(HOSTILE));
        page.close();
        browser.await("document.getElementById('state').textContent === 'ended'");
        assertThat(browser.evaluate("document.getElementById('result').hidden")).isEqualTo(false);
        assertThat(browser.evaluate("document.querySelector('#alarms .alarm').textContent")
                        .toString())
                .contains("BROKEN");
        assertThat(browser.evaluate("document.getElementById('stop').disabled")).isEqualTo(true);
        assertWell();
    }

    @Test
    void momentsAreMarkedAndFaultsAreAskedFor() {
        tell(1, 3);
        browser.open(page.link(), 1280, false);
        browser.await("document.getElementById('state').textContent === 'measuring, 3 s'");
        assertThat(browser.evaluate("document.querySelectorAll('#offers option').length"))
                .isEqualTo(9L);
        fill("note-form", HOSTILE);
        browser.await("document.querySelector('#note-form input').value === ''");
        fill("fault-form", "destroy 1");
        browser.await("document.getElementById('said').textContent === \"there is no fault 'destroy 1'\"");
        // A browser tells of each answer that is none.
        assertThat(browser.console()).hasSize(1);
        fill("fault-form", "pause 1 for 3s");
        browser.await("document.getElementById('said').textContent === ''");
        browser.await("document.querySelector('#fault-form input').value === ''");
        assertThat(asked).containsExactly("note " + HOSTILE, "fault pause 1 for 3s");
    }

    private static void fill(String form, String text) {
        String escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("</", "<\\/");
        browser.evaluate("document.querySelector('#%s input').value = '%s'".formatted(form, escaped));
        browser.evaluate("document.querySelector('#%s button').click()".formatted(form));
    }

    /** Each second once: also those that were told while nobody could hear them. */
    @Test
    void whoComesAgainIsToldWhatWasMissed() throws IOException {
        // A page for all addresses does not ask for which host it is called.
        page.close();
        page = new Dashboard(workload, new InetSocketAddress(0), controls);
        URI link = URI.create(page.link());
        try (Tunnel tunnel = new Tunnel(link.getPort())) {
            tell(1, 5);
            browser.open("http://127.0.0.1:" + tunnel.port() + "/?" + link.getQuery(), 1280, false);
            browser.await("document.getElementById('state').textContent === 'measuring, 5 s'");
            tunnel.cut();
            browser.await("document.getElementById('state').textContent === 'connection lost, trying again'");
            tell(6, 9);
            tunnel.restore();
            browser.await("document.getElementById('state').textContent === 'measuring, 9 s'");
            assertThat(browser.evaluate("window.toldSeconds.join()")).isEqualTo("1,2,3,4,5,6,7,8,9");
            browser.open("about:blank", 1280, false);
            assertThat(browser.console()).as("it was cut off").isNotEmpty();
        }
    }

    /** All charts show the same seconds. */
    @Test
    void zoomIsShared() {
        tell(1, 100);
        browser.open(page.link(), 1280, false);
        browser.await("document.getElementById('state').textContent === 'measuring, 100 s'");
        browser.await("document.querySelectorAll('figure').length === 6");
        assertThat(browser.evaluate("document.getElementById('whole').hidden")).isEqualTo(true);
        browser.evaluate("""
                (() => {
                  const over = document.querySelector('figure .u-over'), box = over.getBoundingClientRect();
                  const at = (type, share) => over.dispatchEvent(new MouseEvent(type, {
                    bubbles: true, button: 0, movementX: 9,
                    clientX: box.left + share * box.width, clientY: box.top + 20 }));
                  at('mouseenter', 0.4); at('mousemove', 0.4); at('mousedown', 0.4);
                  at('mousemove', 0.6);
                  document.dispatchEvent(new MouseEvent('mouseup', {
                    bubbles: true, button: 0, clientX: box.left + 0.6 * box.width, clientY: box.top + 20 }));
                })()""");
        browser.await("!document.getElementById('whole').hidden");
        page.second(second(101));
        browser.await("document.getElementById('state').textContent === 'measuring, 101 s'");
        browser.evaluate("document.getElementById('whole').click()");
        browser.await("document.getElementById('whole').hidden");
        assertWell();
    }
}

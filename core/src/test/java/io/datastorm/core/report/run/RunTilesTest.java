package io.datastorm.core.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.report.Samples;
import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Tile;
import io.datastorm.core.report.page.Page.Tone;
import io.datastorm.core.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is seen of a run in a second. */
final class RunTilesTest {
    private static Map<String, Tile> tiles(RunResult result) {
        return RunTiles.of(result).stream().collect(Collectors.toMap(Tile::name, Function.identity()));
    }

    private static List<String> sections(Page page) {
        return page.sections().stream().map(Section::title).toList();
    }

    @Test
    void whatWasAskedForAndMetIsGood() {
        Tile tile = tiles(Samples.eventful("run")).get("Records/s acknowledged");
        assertThat(tile).isEqualTo(new Tile(tile.name(), "1,000", "1,000 asked for, met", Tone.GOOD));
    }

    @Test
    void aMissedRateIsBad() {
        Tile tile = tiles(Samples.interruptedInItsWarmup()).get("Records/s acknowledged");
        assertThat(tile.meaning()).endsWith("asked for, not met");
        assertThat(tile.tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void fullLoadIsNeitherGoodNorBad() {
        assertThat(tiles(Samples.result(2000L, true, true))
                        .get("Records/s acknowledged")
                        .tone())
                .isEqualTo(Tone.PLAIN);
    }

    @Test
    void whatIsStoredIsComparedWithWhatWasAcknowledged() {
        assertThat(tiles(Samples.result(2000L, true, true)).get("Records stored"))
                .isEqualTo(new Tile("Records stored", "2,000", "exactly what was acknowledged", Tone.GOOD));
        assertThat(tiles(Samples.result(1900L, false, true)).get("Records stored"))
                .isEqualTo(new Tile("Records stored", "1,900", "but 2,000 acknowledged", Tone.BAD));
    }

    @Test
    void anOutageIsTold() {
        assertThat(tiles(Samples.eventful("x")).get("Outage"))
                .isEqualTo(new Tile("Outage", "1.20 s", "no acknowledgement after kill 2 @ 5s x", Tone.BAD));
        assertThat(tiles(Samples.result(2000L, true, true))).doesNotContainKey("Outage");
    }

    @Test
    void failuresAreTold() {
        RunResult failing = Samples.failing(3, 4);
        assertThat(tiles(failing).get("Records failed"))
                .isEqualTo(new Tile("Records failed", "3", "4 more have no answer", Tone.BAD));
        assertThat(RunVerdict.of(failing).get(1).tone()).isEqualTo(Tone.BAD);
        assertThat(tiles(Samples.result(2000L, true, true))).doesNotContainKey("Records failed");
    }

    @Test
    void aBrokenRunLeadsWithThatAndNothingElse() {
        Page page = RunPage.of(Samples.eventful("run"), List.of());
        assertThat(page.tiles()).isEmpty();
        assertThat(page.alarms()).hasSize(1).allMatch(alarm -> alarm.startsWith("BROKEN: 1 lost"));
        assertThat(sections(page)).startsWith("Is anything lost?", "What limited it");
    }

    @Test
    void whereTheRateWasMetLatencyComesFirst() {
        List<String> met = sections(RunPage.of(Samples.eventful("run"), List.of()));
        assertThat(met.indexOf("Latency")).isLessThan(met.indexOf("Throughput"));
        List<String> full = sections(RunPage.of(Samples.result(2000L, true, true), List.of()));
        assertThat(full.indexOf("Throughput")).isLessThan(full.indexOf("Latency"));
    }
}

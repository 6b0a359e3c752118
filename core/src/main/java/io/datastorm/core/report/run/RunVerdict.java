package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Tile;
import io.datastorm.core.report.page.Page.Tone;
import io.datastorm.core.result.RunResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run in three lines: what it achieved, whether its records are there, and what stood in its way. */
public final class RunVerdict {
    private RunVerdict() {}

    /**
     * One line.
     *
     * @param tone bad if anything in it is bad, good if all of what was asked for is good
     */
    public record Line(String text, Tone tone) {}

    /** The lines; none is empty. */
    public static List<Line> of(RunResult result) {
        RunTiles tiles = new RunTiles(result);
        return Stream.of(tiles.achieved(), tiles.proof(), tiles.obstacles())
                .filter(some -> !some.isEmpty())
                .map(RunVerdict::line)
                .toList();
    }

    private static Line line(List<Tile> tiles) {
        return new Line(tiles.stream().map(RunVerdict::text).collect(Collectors.joining("; ")), worst(tiles));
    }

    private static String text(Tile tile) {
        boolean why = tile.tone() != Tone.PLAIN && !tile.wide();
        return tile.name() + " " + tile.figure() + (why ? " (" + tile.meaning() + ")" : "");
    }

    private static Tone worst(List<Tile> tiles) {
        if (tiles.stream().anyMatch(tile -> tile.tone() == Tone.BAD)) {
            return Tone.BAD;
        }
        return tiles.stream().anyMatch(tile -> tile.tone() == Tone.GOOD) ? Tone.GOOD : Tone.PLAIN;
    }
}

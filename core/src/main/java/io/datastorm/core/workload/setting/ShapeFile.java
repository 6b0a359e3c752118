package io.datastorm.core.workload.setting;

import io.datastorm.core.shape.ShapeText;
import io.datastorm.core.shape.TopicShape;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The shape of a topic: what it says becomes settings of a run. */
public final class ShapeFile {
    /** The codec that tells how much is random, where the run has none, or one that is not in the file. */
    private static final String USUAL_CODEC = "lz4";

    private static final double OFTEN = 0.5;
    /** A stage lasts this long at least. */
    private static final double LEAST_SECONDS = 0.001;

    private static final double LEAST_RATE = 0.001;

    private final String file;
    private final ImportedSettings into = ImportedSettings.none();

    private ShapeFile(String file) {
        this.file = file;
    }

    /**
     * Reads a file; what is wrong with it goes to the list.
     *
     * @param speed how many times as fast the run is
     * @param codec which the run has
     */
    public static ImportedSettings read(Path file, double speed, String codec, List<Problem> problems) {
        try {
            TopicShape shape = ShapeText.read(file.toString(), InputFile.read(file));
            return new ShapeFile(file.toString()).of(shape, speed, codec);
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
            return ImportedSettings.none();
        }
    }

    private ImportedSettings of(TopicShape shape, double speed, String codec) {
        set(TopicOptions.PARTITIONS, "partitions", Integer.toString(shape.partitions()));
        values(shape.values(), codec);
        shape.keys().ifPresent(keys -> keys(keys, shape.values().tombstones()));
        shape.headers().forEach(this::header);
        shape.arrival().ifPresent(arrival -> arrival(arrival, speed));
        return into;
    }

    private void values(TopicShape.Values values, String codec) {
        values.sizes().ifPresent(sizes -> set(RecordOptions.SIZE_DISTRIBUTION, "values.sizes", sizes));
        Map<String, Double> compression = values.compression();
        Double left = compression.getOrDefault(codec, compression.get(USUAL_CODEC));
        if (left != null) {
            set(RecordOptions.RANDOM_RATIO, "values.compression", plain(Math.min(1, left)));
        }
    }

    private void keys(TopicShape.Keys keys, double tombstones) {
        set(RecordOptions.KEYS, "keys.draw", keys.draw());
        set(RecordOptions.KEY_SIZE, "keys.size", Integer.toString(keys.size()));
        if (keys.share() < 1) {
            into.notes()
                    .add(String.format(
                            Locale.ROOT,
                            "%s: %.1f%% of the records have no key; here all have one",
                            file,
                            100 * (1 - keys.share())));
        }
        if (tombstones > 0) {
            set(RecordOptions.TOMBSTONES, "values.tombstones", plain(100 * tombstones) + "%");
        }
    }

    private void header(TopicShape.Header header) {
        if (header.share() >= OFTEN) {
            set(RecordOptions.HEADER, "headers", header.name() + "=" + "x".repeat(header.size()));
        } else {
            into.notes()
                    .add(String.format(
                            Locale.ROOT,
                            "%s: header %s is not used: only %.1f%% of the records have it",
                            file,
                            header.name(),
                            100 * header.share()));
        }
    }

    /** Straight lines between the middles of its parts; a constant rate if there is one part. */
    private void arrival(TopicShape.Arrival arrival, double speed) {
        List<Double> rates = arrival.rates();
        if (rates.size() == 1) {
            set(LoadOptions.RATE, "arrival.rates", rate(rates.get(0), speed));
            return;
        }
        double part = arrival.seconds() / rates.size() / speed;
        StringBuilder stages = new StringBuilder(stage(rates.get(0), speed, LEAST_SECONDS));
        stages.append(',').append(stage(rates.get(0), speed, part / 2));
        for (double rate : rates.subList(1, rates.size())) {
            stages.append(',').append(stage(rate, speed, part));
        }
        stages.append(',').append(stage(rates.get(rates.size() - 1), speed, part / 2));
        set(LoadOptions.STAGES, "arrival.rates", stages.toString());
    }

    private static String stage(double rate, double speed, double seconds) {
        long millis = Math.max(1, Math.round(seconds * 1000));
        return "%s:%dms".formatted(rate(rate, speed), millis);
    }

    private static String rate(double rate, double speed) {
        return plain(Math.max(LEAST_RATE, rate * speed));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).round(new MathContext(4)).toPlainString();
    }

    private void set(Option<?> option, String key, String text) {
        into.settings().add(option, new Given(text, file + " " + key));
    }
}

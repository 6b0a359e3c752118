package io.datastorm.core.workload.setting;

import io.datastorm.core.shape.ShapeText;
import io.datastorm.core.shape.TopicShape;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The shape of a topic: what it says becomes settings of a run. */
public final class ShapeFile {
    /** The codec that tells how much is random, where the run has none, or one that is not in the file. */
    private static final String USUAL_CODEC = "lz4";

    private static final double OFTEN = 0.5;
    private static final int LARGEST_HEADER = 65_536;
    private static final double MILLIS = 1000;
    private static final double LEAST_RATE = 0.001;

    private final String file;
    private final double speed;
    private final Settings settings = new Settings();
    private final Map<String, Given> ratios = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Given> meanRate = Optional.empty();

    private ShapeFile(String file, double speed) {
        this.file = file;
        this.speed = speed;
    }

    /**
     * Reads a file; what is wrong with it goes to the list.
     *
     * @param speed how many times as fast the run is
     */
    public static ImportedSettings read(Path file, double speed, List<Problem> problems) {
        try {
            TopicShape shape = ShapeText.read(file.toString(), InputFile.read(file));
            return new ShapeFile(file.toString(), speed).of(shape);
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
            return ImportedSettings.none();
        }
    }

    private ImportedSettings of(TopicShape shape) {
        set(TopicOptions.PARTITIONS, "partitions", Integer.toString(shape.partitions()));
        shape.values().sizes().ifPresent(sizes -> set(RecordOptions.SIZE_DISTRIBUTION, "values.sizes", sizes));
        ratios(shape.values().compression());
        shape.keys().ifPresent(keys -> keys(keys, shape.values().tombstones()));
        shape.headers().forEach(this::header);
        shape.arrival().ifPresent(this::arrival);
        return new ImportedSettings(settings, ratios, meanRate, notes);
    }

    private void ratios(Map<String, Double> compression) {
        compression.forEach((codec, left) -> ratios.put(codec, said("values.compression", plain(Math.min(1, left)))));
        if (ratios.containsKey(USUAL_CODEC)) {
            ratios.put("", ratios.get(USUAL_CODEC));
        }
    }

    private void keys(TopicShape.Keys keys, double tombstones) {
        set(RecordOptions.KEYS, "keys.draw", keys.draw());
        set(RecordOptions.KEY_SIZE, "keys.size", Integer.toString(Math.max(keys.size(), digits(keys))));
        if (digits(keys) > keys.size()) {
            notes.add("%s: keys have %s bytes, not %s: so many digits are needed for all of them"
                    .formatted(file, digits(keys), keys.size()));
        }
        if (keys.share() < 1) {
            notes.add("%s: %s%% of the records have no key; here all have one"
                    .formatted(file, percent(1 - keys.share())));
        }
        if (tombstones > 0) {
            set(RecordOptions.TOMBSTONES, "values.tombstones", plain(100 * tombstones) + "%");
        }
    }

    /** How many the largest key has; what is wrong with the draw its own option says. */
    private static int digits(TopicShape.Keys keys) {
        try {
            return Keys.parse(keys.draw()) instanceof Keys.OfNumbers of
                    ? of.numbers().digits()
                    : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private void header(TopicShape.Header header) {
        String name = header.name();
        if (header.share() < OFTEN) {
            notes.add("%s: header %s is not used: only %s%% of the records have it"
                    .formatted(file, name, percent(header.share())));
        } else if (name.isBlank() || !name.equals(name.strip()) || name.contains("=")) {
            notes.add("%s: header '%s' is not used: --header cannot have such a name".formatted(file, name));
        } else if (header.size() > LARGEST_HEADER) {
            notes.add("%s: header %s is not used: its value has more than %s bytes"
                    .formatted(file, name, LARGEST_HEADER));
        } else {
            set(RecordOptions.HEADER, "headers", name + "=" + "x".repeat(header.size()));
        }
    }

    /** Straight lines between the middles of its parts; a constant rate if there is one part. */
    private void arrival(TopicShape.Arrival arrival) {
        List<Double> rates = arrival.rates();
        double mean = rates.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        if (rates.size() == 1) {
            set(LoadOptions.RATE, "arrival.rates", rate(mean));
            return;
        }
        double part = MILLIS * arrival.seconds() / rates.size() / speed;
        if (part < 2) {
            throw new InvalidInput(
                    "--speed", "is too much for %s: a part of its time would take less than 2 ms".formatted(file));
        }
        StringBuilder stages = new StringBuilder(stage(rates.get(0), 1));
        stages.append(',').append(stage(rates.get(0), part / 2));
        for (double rate : rates.subList(1, rates.size())) {
            stages.append(',').append(stage(rate, part));
        }
        stages.append(',').append(stage(rates.get(rates.size() - 1), part / 2));
        set(LoadOptions.STAGES, "arrival.rates", stages.toString());
        meanRate = Optional.of(said("arrival.rates", rate(mean)));
    }

    private String stage(double rate, double millis) {
        return rate(rate) + ":" + Math.round(millis) + "ms";
    }

    private String rate(double rate) {
        return plain(Math.max(LEAST_RATE, rate * speed));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).round(new MathContext(4)).toPlainString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private void set(Option<?> option, String key, String text) {
        settings.add(option, said(key, text));
    }

    private Given said(String key, String text) {
        return new Given(text, file + " " + key);
    }
}

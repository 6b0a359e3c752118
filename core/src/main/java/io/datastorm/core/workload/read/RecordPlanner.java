package io.datastorm.core.workload.read;

import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.EventOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Registration;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.core.workload.record.SubjectStrategy;
import io.datastorm.core.workload.record.Values;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.OptionValues;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.dirt.Dirt;
import io.datastorm.generator.dirt.Lateness;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.header.HeaderTemplate;
import io.datastorm.generator.input.Problem;
import io.datastorm.generator.plain.SizeDistribution;
import io.datastorm.generator.schema.SchemaFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link RecordPlan} of raw settings; what is wrong with them goes to a list. */
final class RecordPlanner {
    private static final List<Option<?>> DIRT =
            List.of(EventOptions.LATE, EventOptions.DROP, EventOptions.DUPLICATE, EventOptions.INVALID);

    private final Settings settings;
    private final OptionValues options;
    private final List<Problem> problems;

    RecordPlanner(Settings settings, OptionValues options, List<Problem> problems) {
        this.settings = settings;
        this.options = options;
        this.problems = problems;
    }

    RecordPlan plan(Optional<CaptureFile> capture) {
        Values values = capture.<Values>map(Values.OfCapture::new).orElseGet(this::values);
        return new RecordPlan(
                values,
                // The text of a counter becomes longer, a capture may be larger than memory: neither is prepared.
                values instanceof Values.Counter || values instanceof Values.OfCapture
                        ? 0
                        : options.get(RecordOptions.POOL),
                options.get(RecordOptions.FROZEN),
                options.get(RecordOptions.SEED),
                keys(),
                options.optional(RecordOptions.TOMBSTONES).orElse(0.0),
                options.get(EventOptions.TIMESTAMPS),
                options.get(EventOptions.PARTITIONER),
                dirt(),
                options.get(RecordOptions.COMMITTED),
                options.optional(CheckOptions.STAMP_FIELD),
                registration(),
                headers());
    }

    private Dirt dirt() {
        Dirt dirt = new Dirt(
                options.optional(EventOptions.LATE).orElse(Lateness.NONE),
                options.optional(EventOptions.DROP).orElse(0.0),
                options.optional(EventOptions.DUPLICATE).orElse(0.0),
                options.optional(EventOptions.INVALID).orElse(0.0));
        if (dirt.rate() > 1) {
            Option<?> last = DIRT.stream()
                    .filter(option -> settings.one(option).isPresent())
                    .reduce((before, after) -> after)
                    .orElseThrow();
            problems.add(new Problem(
                    settings.where(last),
                    "an event is wrong in one way only, but the shares of all ways add up to %s%%; lower one of them"
                            .formatted(Math.round(10_000 * dirt.rate()) / 100.0)));
        }
        return dirt;
    }

    private Values values() {
        Optional<SizeDistribution> sizes =
                options.optional(RecordOptions.RECORD_SIZE).or(() -> options.optional(RecordOptions.SIZE_DISTRIBUTION));
        double randomRatio = options.optional(RecordOptions.RANDOM_RATIO).orElse(1.0);
        Optional<Double> compressibility = options.optional(RecordOptions.COMPRESSIBILITY);
        String delimiter = options.optional(RecordOptions.PAYLOAD_DELIMITER).orElse("\n");
        Optional<Path> file = options.optional(RecordOptions.PAYLOAD_FILE);
        if (sizes.isPresent()) {
            return compressibility.isPresent()
                    ? new Values.CompressibleBytes(sizes.get(), compressibility.get())
                    : new Values.PlainBytes(sizes.get(), randomRatio);
        }
        if (file.isPresent()) {
            return new Values.OfFile(file.get(), delimiter);
        }
        return options.optional(RecordOptions.PAYLOAD_MONOTONIC).isPresent()
                ? new Values.Counter()
                : ofSchema(schema());
    }

    private Values ofSchema(SchemaSource source) {
        Format usual = source.messages() ? Format.PROTOBUF : Format.AVRO;
        return new Values.OfSchema(
                source, options.optional(RecordOptions.FORMAT).orElse(usual));
    }

    private SchemaSource schema() {
        Optional<String> message = options.optional(RecordOptions.MESSAGE);
        return options.optional(RecordOptions.SCHEMA)
                .map(source -> source instanceof SchemaSource.InFile of
                        ? new SchemaSource.InFile(new SchemaFile(of.file().path(), message))
                        : source)
                .orElseGet(() -> new SchemaSource.Template(options.get(RecordOptions.TEMPLATE)));
    }

    private Optional<Keys> keys() {
        Format format = options.optional(RecordOptions.KEY_FORMAT).orElse(Format.STRING);
        Optional<Keys> field = options.optional(RecordOptions.KEY).map(path -> new Keys.OfField(path, format));
        return field.or(() -> options.optional(RecordOptions.KEYS).map(drawn -> ofSchema(sized(drawn.in(format)))));
    }

    private Keys ofSchema(Keys keys) {
        Optional<Path> schema = options.optional(RecordOptions.KEY_SCHEMA);
        if (schema.isEmpty() || !(keys instanceof Keys.OfNumbers of)) {
            return keys;
        }
        Format format = options.optional(RecordOptions.KEY_FORMAT).orElse(Format.AVRO);
        return new Keys.OfSchema(of.numbers(), schema.get(), format);
    }

    private Keys sized(Keys keys) {
        Optional<Integer> size = options.optional(RecordOptions.KEY_SIZE);
        if (size.isEmpty() || !(keys instanceof Keys.OfNumbers of)) {
            return keys;
        }
        try {
            return of.in(size.get());
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(settings.where(RecordOptions.KEY_SIZE), e.getMessage()));
            return keys;
        }
    }

    private Registration registration() {
        return new Registration(
                options.optional(RecordOptions.SUBJECT_STRATEGY).orElse(SubjectStrategy.TOPIC),
                options.optional(RecordOptions.REGISTER_SCHEMAS).orElse(true),
                options.optional(RecordOptions.SCHEMA_ID),
                options.optional(RecordOptions.KEY_SCHEMA_ID));
    }

    private static Optional<String> wrong(String name, String value) {
        try {
            HeaderTemplate.of(name, value, 0);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private Map<String, String> headers() {
        List<Given> given = new ArrayList<>(settings.all(RecordOptions.HEADER));
        options.optional(RecordOptions.HEADER_FILE).ifPresent(file -> given.addAll(0, HeaderFile.read(file, problems)));
        return new NamedValues(problems).read(given, RecordPlanner::wrong);
    }
}

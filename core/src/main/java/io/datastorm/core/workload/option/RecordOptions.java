package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;
import static io.datastorm.core.workload.option.Parsers.constant;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.core.workload.record.SubjectStrategy;
import io.datastorm.generator.Templates;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.plain.SizeDistribution;
import io.datastorm.generator.schema.SchemaFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the records of a stream are. A constant is explained by its description. */
public final class RecordOptions {
    public static final Option<SchemaSource> SCHEMA = Option.of(
                    "records.schema",
                    "--schema",
                    "FILE",
                    RecordOptions::schema,
                    "Schema of the values: an Avro schema (.avsc, or its JSON itself), a .proto file, or a descriptor "
                            + "set (.desc, .protoset, .binpb, .pb).")
            .json();

    public static final Option<String> MESSAGE = Option.of(
            "records.message",
            "--message",
            "NAME",
            Parsers::text,
            "Message of a .proto file or a descriptor set. Default: the first of the file.");

    public static final Option<Path> DATAGEN = Option.of(
                    "datagen",
                    "--datagen",
                    "FILE.json",
                    Path::of,
                    "Configuration of a connector of Confluent's Datagen: topic, schema, key, rate and number of "
                            + "records. Flags win.")
            .wholeRun();

    public static final Option<Path> SHAPE = Option.of(
                    "shape",
                    "--shape",
                    "FILE",
                    Path::of,
                    "Shape of a topic, which datastorm shape has written: sizes, keys, headers, partitions, arrival. "
                            + "Flags win.")
            .wholeRun();

    public static final Option<Path> REPLAY = Option.of(
            "records.replay",
            "--replay",
            "FILE",
            Path::of,
            "Records of a capture (datastorm capture), as they are and at the times at which they came: values, keys, "
                    + "headers. --speed makes it faster.");

    public static final Option<String> TEMPLATE = Option.of(
                    "records.template",
                    "--template",
                    "NAME",
                    RecordOptions::template,
                    "Schema that ships with DataStorm: reading, order, payment, clickstream, sensor or tweet.")
            .fallback("reading");

    public static final Option<SizeDistribution> RECORD_SIZE = Option.of(
            "records.size",
            "--record-size",
            "SIZE",
            text -> SizeDistribution.fixed(size(text)),
            "Plain bytes of this size as values, instead of values of a schema. The first 8 bytes count on.");

    public static final Option<SizeDistribution> SIZE_DISTRIBUTION = Option.of(
            "records.sizeDistribution",
            "--size-distribution",
            "RANGES",
            text -> SizeDistribution.parse(text, RecordOptions::size),
            "Plain bytes of sizes from weighted ranges, such as 64-256:70,1024-4096:30.");

    public static final Option<Double> RANDOM_RATIO = Option.of(
            "records.randomRatio",
            "--random-ratio",
            "X",
            RecordOptions::ratio,
            "Part of each value of plain bytes that is random, 0 to 1. The rest is zeros, which compress well. "
                    + "Default: 1.");

    public static final Option<Double> COMPRESSIBILITY = Option.of(
            "records.compressibility",
            "--compressibility",
            "X",
            RecordOptions::ratio,
            "What --compression leaves of a batch of plain bytes, 0 to 1. The random part of the values is chosen so.");

    public static final Option<Path> PAYLOAD_FILE = Option.of(
            "records.payloadFile",
            "--payload-file",
            "FILE",
            Path::of,
            "Values from a file, in its order, again and again, as they are.");

    public static final Option<String> PAYLOAD_DELIMITER = Option.of(
            "records.payloadDelimiter",
            "--payload-delimiter",
            "TEXT",
            RecordOptions::delimiter,
            "What separates the values of --payload-file; \\n, \\r, \\t and \\0 are understood. Default: \\n.");

    public static final Option<Boolean> PAYLOAD_MONOTONIC = Option.of(
                    "records.payloadMonotonic",
                    "--payload-monotonic",
                    "true|false",
                    RecordOptions::onlyTrue,
                    "Each value is a counter as text: 0, 1, 2 …")
            .alone("true");

    public static final Option<Format> FORMAT = Option.of(
            "records.format",
            "--format",
            "FORMAT",
            constant(Format.class),
            "Encoding of the values of a schema: avro, json, protobuf, or string and bytes for a single value. "
                    + "avro-registry, json-registry and protobuf-registry put the id of the registered schema before "
                    + "it. Default: protobuf for messages of Protobuf, otherwise avro.");

    public static final Option<SubjectStrategy> SUBJECT_STRATEGY = Option.of(
            "records.subjectStrategy",
            "--subject-strategy",
            "topic|record|topic-record",
            constant(SubjectStrategy.class),
            "Name of the subject under which the schema of the values is registered: the topic's name and -value, the "
                    + "record's full name, or both names. Default: topic.");

    public static final Option<Boolean> REGISTER_SCHEMAS = Option.of(
                    "records.registerSchemas",
                    "--register-schemas",
                    "true|false",
                    Parsers::flag,
                    "Whether a schema that the registry does not have is registered. Otherwise it is an error. "
                            + "Default: true.")
            .alone("true");

    public static final Option<Integer> SCHEMA_ID = Option.of(
            "records.schemaId",
            "--schema-id",
            "N",
            between(0, Integer.MAX_VALUE),
            "Id of the values' schema in a registry, which is not asked then.");

    public static final Option<Integer> KEY_SCHEMA_ID = Option.of(
            "records.keySchemaId",
            "--key-schema-id",
            "N",
            between(0, Integer.MAX_VALUE),
            "Id of the keys' schema in a registry, which is not asked then.");

    public static final Option<Integer> POOL = Option.of(
                    "records.pool",
                    "--pool",
                    "N",
                    between(0, 100_000_000),
                    "Number of values that are encoded before the run starts. 0 encodes each value when it is sent.")
            .fallback("10000");

    public static final Option<Boolean> FROZEN = Option.of(
                    "records.frozen",
                    "--frozen",
                    "true|false",
                    Parsers::flag,
                    "Send the values of the pool unchanged, again and again. Otherwise ids and timestamps are new in "
                            + "each record.")
            .fallback("false")
            .alone("true");

    public static final Option<Long> SEED = Option.of(
                    "records.seed",
                    "--seed",
                    "N",
                    Parsers::wholeNumber,
                    "Seed of the generator. The same seed gives the same values.")
            .fallback("1");

    public static final Option<String> KEY = Option.of(
            "records.key",
            "--key",
            "FIELD",
            Parsers::text,
            "Field that is the key of each record. Default: records have no keys.");

    public static final Option<Keys> KEYS = Option.of(
            "records.keys",
            "--keys",
            "sequence|uniform:N|zipf:N:S|file:FILE",
            Keys::parse,
            "Keys that do not depend on values: numbers that count on, N numbers that are equally likely, N numbers by "
                    + "Zipf's law with exponent S, or the lines of a file.");

    public static final Option<Integer> KEY_SIZE = Option.of(
            "records.keySize",
            "--key-size",
            "N",
            between(1, 65_536),
            "Bytes of each key of --keys that is a number; zeros stand before its digits. Default: as many as the "
                    + "largest one has digits.");

    public static final Option<Path> KEY_SCHEMA = Option.of(
            "records.keySchema",
            "--key-schema",
            "FILE.avsc",
            Path::of,
            "Avro schema of the keys of --keys that are numbers: key N is value N of the schema. They are written in "
                    + "avro unless --key-format says otherwise.");

    public static final Option<Format> KEY_FORMAT = Option.of(
            "records.keyFormat",
            "--key-format",
            "FORMAT",
            RecordOptions::keyFormat,
            "Encoding of the keys: string, bytes, avro, avro-registry, json or json-registry. Default: string.");

    public static final Option<Double> TOMBSTONES = Option.of(
            "records.tombstones",
            "--tombstones",
            "SHARE",
            Parsers::share,
            "Share of records without a value, such as 1%. Such a record says that its key is deleted. Default: none.");

    public static final Option<Boolean> COMMITTED = Option.of(
                    "records.committed",
                    "--committed",
                    "true|false",
                    Parsers::flag,
                    "Refer only to records that are stored: before the run each record of the streams that this one "
                            + "refers to (entity) is sent once, and acknowledged.")
            .fallback("false")
            .alone("true");

    public static final Option<String> HEADER = Option.of(
                    "records.headers",
                    "--header",
                    "NAME=VALUE",
                    Parsers::text,
                    "Header of each record. {uuid}, {sequence}, {now}, {millis} and {random:N} become another text in "
                            + "each. Repeatable.")
            .map();

    public static final Option<Path> HEADER_FILE = Option.of(
            "records.headerFile",
            "--header-file",
            "FILE",
            Path::of,
            "File with more headers, one NAME=VALUE a line. Its values appear in no result: use it for " + "secrets.");

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(
            DATAGEN,
            SHAPE,
            REPLAY,
            SCHEMA,
            MESSAGE,
            TEMPLATE,
            FORMAT,
            SUBJECT_STRATEGY,
            REGISTER_SCHEMAS,
            SCHEMA_ID,
            RECORD_SIZE,
            SIZE_DISTRIBUTION,
            RANDOM_RATIO,
            COMPRESSIBILITY,
            PAYLOAD_FILE,
            PAYLOAD_DELIMITER,
            PAYLOAD_MONOTONIC,
            POOL,
            FROZEN,
            SEED,
            KEY,
            KEYS,
            KEY_SIZE,
            KEY_SCHEMA,
            KEY_FORMAT,
            KEY_SCHEMA_ID,
            TOMBSTONES,
            COMMITTED,
            HEADER,
            HEADER_FILE);

    /** Each of them says what values are, so that only one can hold. */
    public static final List<Option<?>> VALUES =
            List.of(SCHEMA, TEMPLATE, RECORD_SIZE, SIZE_DISTRIBUTION, PAYLOAD_FILE, PAYLOAD_MONOTONIC, REPLAY);

    private static final int MOST_BYTES = 64 << 20;

    private RecordOptions() {}

    private static SchemaSource schema(String text) {
        return text.strip().startsWith("{")
                ? new SchemaSource.Text(text)
                : new SchemaSource.InFile(new SchemaFile(Path.of(text), Optional.empty()));
    }

    private static Format keyFormat(String text) {
        Format format = constant(Format.class).apply(text);
        if (format.messages()) {
            throw new IllegalArgumentException(
                    "must be string, bytes, avro or json: a key is a single value, and no message");
        }
        return format;
    }

    private static int size(String text) {
        long bytes = DataSize.parse(text).bytes();
        if (bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("a size must be 1 byte to 64MiB, got " + text);
        }
        return (int) bytes;
    }

    private static double ratio(String text) {
        double ratio;
        try {
            ratio = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            ratio = Double.NaN;
        }
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("must be a number from 0 to 1, got '" + text + "'");
        }
        return ratio;
    }

    private static String delimiter(String text) {
        String meant = text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\0", "\0");
        if (meant.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return meant;
    }

    private static Boolean onlyTrue(String text) {
        if (!Parsers.flag(text)) {
            throw new IllegalArgumentException("must be true, or left out");
        }
        return true;
    }

    private static String template(String text) {
        try {
            Templates.text(text);
            return text;
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e.problems().get(0).what(), e);
        }
    }
}

package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;
import static io.datastorm.core.workload.option.Parsers.oneOf;

import io.datastorm.generator.Templates;
import io.datastorm.generator.input.InvalidInput;
import java.nio.file.Path;
import java.util.List;

/** What the records of a stream are. A constant is explained by its description. */
public final class RecordOptions {
    public static final Option<Path> SCHEMA =
            Option.of("records.schema", "--schema", "FILE.avsc", Path::of, "Avro schema of the values.");

    public static final Option<String> TEMPLATE = Option.of(
                    "records.template",
                    "--template",
                    "NAME",
                    RecordOptions::template,
                    "Schema that ships with DataStorm: reading, order, payment, clickstream, sensor or tweet.")
            .fallback("reading");

    public static final Option<String> FORMAT = Option.of(
                    "records.format", "--format", "FORMAT", oneOf("avro"), "Encoding of the values: avro.")
            .fallback("avro");

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
            "Field that is the key of each record, as text. Default: records have no keys.");

    public static final Option<String> HEADER = Option.of(
                    "records.headers", "--header", "NAME=VALUE", Parsers::text, "Header of each record. Repeatable.")
            .map();

    public static final Option<Path> HEADER_FILE = Option.of(
            "records.headerFile",
            "--header-file",
            "FILE",
            Path::of,
            "File with more headers, one NAME=VALUE a line. Its values appear in no result: use it for " + "secrets.");

    /** All of them. */
    public static final List<Option<?>> ALL =
            List.of(SCHEMA, TEMPLATE, FORMAT, POOL, FROZEN, SEED, KEY, HEADER, HEADER_FILE);

    private RecordOptions() {}

    private static String template(String text) {
        try {
            Templates.text(text);
            return text;
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e.problems().get(0).what(), e);
        }
    }
}

package io.datastorm.generator.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.schema.SchemaReader;
import io.datastorm.generator.value.FieldPath;
import io.datastorm.generator.value.FixedText;
import io.datastorm.generator.value.ValueSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A field that has one text in all values, whatever its rules and defaults say. */
final class FixedTextTest {
    private static final String TEXT = "always";
    private static final int VALUES = 300;

    private static List<Object> values(String fields, String path) {
        Schema schema = SchemaReader.parse(
                "test",
                "{'type':'record','name':'R','fields':[%s]}".formatted(fields).replace('\'', '"'));
        FixedText fixed = FixedText.of(schema, path, TEXT);
        ValueGenerator generator =
                new ValueGenerator(schema, new ValueSource(1, 0, Optional.empty(), Map.of(), Optional.of(fixed)));
        FieldPath field = FieldPath.of(schema, path);
        return LongStream.range(0, VALUES)
                .mapToObj(generator::value)
                .map(value -> {
                    assertThat(GenericData.get().validate(schema, value)).isTrue();
                    return field.in(value);
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            t   | {'name':'t','type':'string'}
            t   | {'name':'t','type':'string','default':'other'}
            t   | {'name':'t','type':['null','string'],'default':null}
            t   | {'name':'t','type':['int','string','null']}
            t   | {'name':'t','type':{'type':'string','arg.properties':{'options':['a','b']}}}
            t   | {'name':'t','type':{'type':'string','datastorm':{'unique':true}}}
            id  | {'name':'id','type':'string'}
            a.t | {'name':'a','type':{'type':'record','name':'A','fields':[{'name':'t','type':'string'}]}}
            a.t | {'name':'a','type':['null',{'type':'record','name':'A','fields':[{'name':'t','type':'string'}]}]}
            n.t | {'name':'t','type':'string'},{'name':'n','type':['null','R']}
            t   | {'name':'t','type':'string'},{'name':'n','type':['null','R']}
            """)
    void itIsThereInEachValue(String path, String fields) {
        assertThat(values(fields, path)).hasSize(VALUES).containsOnly(TEXT);
    }

    /** The others stay as they are. */
    @Test
    void aFieldOfTheSameNameElsewhereIsAnother() {
        String fields = "{'name':'t','type':'string'},{'name':'n','type':['null','R']}";
        Schema schema = SchemaReader.parse(
                "test",
                "{'type':'record','name':'R','fields':[%s]}".formatted(fields).replace('\'', '"'));
        ValueGenerator generator = new ValueGenerator(
                schema,
                new ValueSource(1, 0, Optional.empty(), Map.of(), Optional.of(FixedText.of(schema, "n.t", TEXT))));
        for (String other : List.of("t", "n.n.t", "n.n.n.t")) {
            FieldPath field = FieldPath.of(schema, other);
            assertThat(LongStream.range(0, VALUES).mapToObj(generator::value).map(field::in))
                    .as(other)
                    .doesNotContain(TEXT);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            u   | {'name':'t','type':'string'}               | the schema has no field 'u'
            t   | {'name':'t','type':'int'}                  | must be a string without a logical type
            t   | {'name':'t','type':{'type':'string','logicalType':'uuid'}}          | of type string (uuid)
            t   | {'name':'t','type':{'type':'enum','name':'E','symbols':['A']}}      | of type enum
            a.t | {'name':'a','type':{'type':'array','items':'string'}}               | is of type array
            t   | {'name':'t','type':'string'},{'name':'u','type':{'type':'string','datastorm':{'ref':'t'}}} | refers
            """)
    void whatIsNoTextIsRefused(String path, String fields, String what) {
        assertThatThrownBy(() -> values(fields, path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    /** One of two whole records: neither has the text. */
    @Test
    void aRecordThatIsChosenAsAWholeIsRefused() {
        String chosen = "{'name':'a','type':{'type':'record','name':'A','fields':[{'name':'t','type':'string'}],"
                + "'arg.properties':{'options':[{'t':'x'},{'t':'y'}]}}}";
        assertThatThrownBy(() -> values(chosen, "a.t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a rule gives the whole record");
    }
}

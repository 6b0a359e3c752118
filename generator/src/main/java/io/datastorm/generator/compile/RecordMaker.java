package io.datastorm.generator.compile;

import io.datastorm.generator.value.Draft;
import io.datastorm.generator.value.ValueMaker;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** Makes the fields of a record, those that refer to others behind these. */
final class RecordMaker implements ValueMaker {
    private final Schema schema;
    private final ValueMaker[] makers;
    private final int[] order;

    RecordMaker(Schema schema, ValueMaker[] makers, List<Integer> order) {
        this.schema = schema;
        this.makers = makers;
        this.order = order.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Object make(Draft draft) {
        GenericData.Record record = new GenericData.Record(schema);
        IndexedRecord outer = draft.enter(record);
        for (int field : order) {
            record.put(field, makers[field].make(draft));
        }
        draft.leave(outer);
        return record;
    }
}

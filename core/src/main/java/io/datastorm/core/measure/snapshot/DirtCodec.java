package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.DirtCounts;
import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A {@link DirtSnapshot} as bytes: numbers are written as distances from those of the record before. Stateless. */
final class DirtCodec {
    /** No record takes less. */
    private static final int LEAST_BYTES = 6;

    private DirtCodec() {}

    static void write(ByteWriter out, DirtSnapshot dirt) {
        Map<DirtKind, Long> counts = dirt.counts().counts();
        out.writeVarlong(counts.size());
        counts.forEach((kind, count) -> {
            out.writeByte(kind.code());
            out.writeSigned(count);
        });
        out.writeVarlong(dirt.records().size());
        DirtyRecord last = new DirtyRecord(DirtKind.LATE, 0, 0, 0, 0, 0);
        for (DirtyRecord record : dirt.records()) {
            out.writeByte(record.kind().code());
            out.writeSigned(record.number() - last.number());
            out.writeSigned(record.partition());
            out.writeSigned(record.offset() - last.offset());
            out.writeSigned(record.timestampMillis() - last.timestampMillis());
            out.writeVarlong(record.delayMillis());
            last = record;
        }
    }

    /**
     * What was written.
     *
     * @throws IllegalArgumentException if the bytes are not well-formed
     */
    static DirtSnapshot read(ByteReader in) {
        Map<DirtKind, Long> counts = new EnumMap<>(DirtKind.class);
        for (int left = in.readCount(2); left > 0; left--) {
            counts.merge(DirtKind.of(in.readByte()), in.readSigned(), Long::sum);
        }
        List<DirtyRecord> records = new ArrayList<>();
        DirtyRecord last = new DirtyRecord(DirtKind.LATE, 0, 0, 0, 0, 0);
        for (int left = in.readCount(LEAST_BYTES); left > 0; left--) {
            last = new DirtyRecord(
                    DirtKind.of(in.readByte()),
                    last.number() + in.readSigned(),
                    (int) in.readSigned(),
                    last.offset() + in.readSigned(),
                    last.timestampMillis() + in.readSigned(),
                    in.readVarlong());
            records.add(last);
        }
        return new DirtSnapshot(new DirtCounts(counts), records);
    }
}

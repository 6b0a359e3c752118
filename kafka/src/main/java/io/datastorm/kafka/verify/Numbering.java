package io.datastorm.kafka.verify;

/**
 * What a batch's base offset means where it stands in the log. No checksum covers it, because the broker writes it
 * (KIP-98). But in a log each batch begins where the one before it ended, or later where compaction has removed some.
 */
enum Numbering {
    /** It goes on where reading is, or later. */
    IN_ORDER,
    /** It begins behind the end up to which is read. */
    BEYOND_END,
    /** It is no further one, but stands behind those that were read. */
    REPEATED,
    /** Its base offset is damaged: it must begin where reading is. */
    WRONG_BASE,
    /** Only the batch behind it can tell: it must be fetched together with that. */
    UNDECIDED;

    /**
     * Where a batch stands.
     *
     * @param position up to where everything was read
     * @param end up to where is read
     * @param compacted whether the log may have gaps
     * @param inside whether reading may begin in the middle of a batch
     */
    record Place(long position, long end, boolean compacted, boolean inside) {}

    /**
     * Decides about a batch that was not read before.
     *
     * @param following base offset of the batch behind it; −1 if it is not known
     * @param alone whether fetching it again would tell no more
     */
    static Numbering of(Place place, long base, long last, long following, boolean alone) {
        long position = place.position();
        if (base == position || (place.inside() && base < position && last >= position)) {
            return IN_ORDER;
        }
        long endIfHere = position + last - base + 1;
        if (following >= 0) {
            boolean misplaced = following == endIfHere || (base > position && following < base && following > position);
            return misplaced ? WRONG_BASE : ordinary(place, base);
        }
        if (base < position) {
            return oneBit(base, position) && endIfHere <= place.end() ? WRONG_BASE : ordinary(place, base);
        }
        if (place.compacted()) {
            return ordinary(place, base);
        }
        if (!alone) {
            return UNDECIDED;
        }
        return oneBit(base, position) && endIfHere <= place.end() ? WRONG_BASE : ordinary(place, base);
    }

    private static Numbering ordinary(Place place, long base) {
        if (base < place.position()) {
            return REPEATED;
        }
        return base >= place.end() ? BEYOND_END : IN_ORDER;
    }

    /** Storage damages single bits; a base offset that is wrong for another reason differs in several. */
    private static boolean oneBit(long offset, long other) {
        return Long.bitCount(offset ^ other) == 1;
    }
}

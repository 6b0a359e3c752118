package io.datastorm.core.workload;

import java.util.Optional;

/**
 * How large batches shall be.
 *
 * @param fixed empty: the sender's own default is the largest
 * @param adaptive whether they may be smaller
 */
public record BatchSize(Optional<DataSize> fixed, boolean adaptive) {
    public static final String AUTO = "auto";
    public static final BatchSize DEFAULT = new BatchSize(Optional.empty(), false);

    /**
     * Reads {@code auto}, or a size.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static BatchSize parse(String text) {
        return text.equals(AUTO)
                ? new BatchSize(Optional.empty(), true)
                : new BatchSize(Optional.of(DataSize.parse(text)), false);
    }
}

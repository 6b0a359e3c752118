package io.datastorm.core.pace;

/**
 * Which part of a run a process does. Positions are dealt to the workers of all processes in turn, so that any number
 * of processes sends the same records at the same times.
 *
 * @param index of the process, from 0
 * @param of how many processes there are
 */
public record Shard(int index, int of) {
    /** All of it. */
    public static final Shard WHOLE = new Shard(0, 1);

    public Shard {
        if (index < 0 || index >= of) {
            throw new IllegalArgumentException("there is no process " + index + " of " + of);
        }
    }
}

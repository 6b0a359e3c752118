package io.datastorm.generator.input;

/**
 * One thing wrong with what a user gave us.
 *
 * @param where a file with line and column, an option, or a setting
 * @param what what is wrong, the value, and what to do; {@link Credentials} in it are hidden
 */
public record Problem(String where, String what) {
    /** Hides what nobody may read. */
    public Problem {
        what = Credentials.masked(what);
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}

package io.datastorm.generator.input;

/**
 * One thing wrong with what a user gave us.
 *
 * @param where a file with line and column, an option, or a setting
 * @param what what is wrong, the value, and what to do
 */
public record Problem(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}

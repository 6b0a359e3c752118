package io.datastorm.core.workload.option;

import io.datastorm.generator.input.InvalidInput;
import java.util.Optional;
import java.util.function.Function;

/**
 * An option of a run: its key in a workload file, its flag, how its text is read, its default, and what it means.
 * Flags, files, help, {@code --dry-run}, the list of options and results are made of it. Immutable.
 *
 * @param <T> of a value
 */
public final class Option<T> {
    /** How often it can be given. */
    private enum Kind {
        ONE,
        LIST,
        MAP
    }

    private final String path;
    private final String flag;
    private final String label;
    private final Function<String, T> parse;
    private final String description;
    private String fallback;
    private String alone;
    private Kind kind = Kind.ONE;
    private boolean ofRun;
    private boolean json;

    private Option(String path, String flag, String label, Function<String, T> parse, String description) {
        this.path = path;
        this.flag = flag;
        this.label = label;
        this.parse = parse;
        this.description = description;
    }

    /**
     * An option without a default.
     *
     * @param path its key in a workload file, such as {@code load.rate}
     * @param flag such as {@code --rate}
     * @param label what stands for its value in a usage line
     * @param parse throws {@link IllegalArgumentException} with what is wrong
     * @param description sentences for a usage page
     */
    static <T> Option<T> of(String path, String flag, String label, Function<String, T> parse, String description) {
        return new Option<>(path, flag, label, parse, description);
    }

    private Option<T> copy() {
        Option<T> copy = new Option<>(path, flag, label, parse, description);
        copy.fallback = fallback;
        copy.alone = alone;
        copy.kind = kind;
        copy.ofRun = ofRun;
        copy.json = json;
        return copy;
    }

    /** The same with a default that depends on nothing. */
    Option<T> fallback(String text) {
        Option<T> copy = copy();
        copy.fallback = text;
        return copy;
    }

    /** The same; the flag without a value means this. */
    Option<T> alone(String text) {
        Option<T> copy = copy();
        copy.alone = text;
        return copy;
    }

    /** The same, given any number of times: a list in a file. */
    Option<T> list() {
        Option<T> copy = copy();
        copy.kind = Kind.LIST;
        return copy;
    }

    /** The same, given any number of times as {@code name=value}: a map in a file. */
    Option<T> map() {
        Option<T> copy = copy();
        copy.kind = Kind.MAP;
        return copy;
    }

    /** The same; it holds for the whole run, and not for one of its streams. */
    Option<T> wholeRun() {
        Option<T> copy = copy();
        copy.ofRun = true;
        return copy;
    }

    /** The same; in a file it may be a map, whose JSON is its text. */
    Option<T> json() {
        Option<T> copy = copy();
        copy.json = true;
        return copy;
    }

    /** Its place in YAML and in the result, such as {@code load.rate}. */
    public String path() {
        return path;
    }

    /** Its flag, such as {@code --rate}. */
    public String flag() {
        return flag;
    }

    /** What stands for its value in a usage line. */
    public String label() {
        return label;
    }

    /** Sentences for a usage page, with the default. */
    public String description() {
        return fallback == null || flagOnly() ? description : description + " Default: " + fallback + ".";
    }

    /**
     * The value that a text means.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public T parse(String text) {
        return parse.apply(text);
    }

    /**
     * The value that the text of its flag means.
     *
     * @throws InvalidInput with the flag and what is wrong
     */
    public T require(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(flag, e.getMessage());
        }
    }

    /** The default's text, if it does not depend on anything. */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** Whether the flag can stand without a value. */
    public boolean flagOnly() {
        return alone != null;
    }

    /** What the flag without a value means; null if it needs a value. */
    public String flagValue() {
        return alone;
    }

    /** Whether it can be given several times. */
    public boolean many() {
        return kind != Kind.ONE;
    }

    /** Whether each of its values has a name. */
    public boolean named() {
        return kind == Kind.MAP;
    }

    /** Whether it holds for the whole run, and not for one of its streams. */
    public boolean ofRun() {
        return ofRun;
    }

    /** Whether it may be a map in a file, whose JSON is its text. */
    public boolean mayBeJson() {
        return json;
    }

    @Override
    public String toString() {
        return flag;
    }
}

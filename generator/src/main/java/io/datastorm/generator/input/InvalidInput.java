package io.datastorm.generator.input;

import java.util.List;
import java.util.stream.Collectors;

/** Bad input: all problems at once. Nothing has been sent. */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** With at least one problem. */
    public InvalidInput(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** With one problem. */
    public InvalidInput(String where, String what) {
        this(List.of(new Problem(where, what)));
    }

    /** What is wrong, in the order of the input. */
    public List<Problem> problems() {
        return problems;
    }
}

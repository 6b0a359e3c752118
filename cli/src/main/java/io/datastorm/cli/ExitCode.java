package io.datastorm.cli;

/** What the process tells its caller; fixed by the contract. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_INPUT = 2;
    static final int NO_ACCESS = 3;
    static final int THRESHOLD = 4;
    static final int NOT_PROVEN = 5;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}

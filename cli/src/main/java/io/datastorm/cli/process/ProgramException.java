package io.datastorm.cli.process;

/** Somebody else's client did not do what it should. The message is for people. */
public final class ProgramException extends Exception {
    private static final long serialVersionUID = 1;

    ProgramException(String message) {
        super(message);
    }
}

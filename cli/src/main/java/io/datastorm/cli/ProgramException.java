package io.datastorm.cli;

/** Somebody else's client did not do what it should. The message is for people. */
final class ProgramException extends Exception {
    private static final long serialVersionUID = 1;

    ProgramException(String message) {
        super(message);
    }
}

package io.datastorm.cli.process;

/** Somebody else's client did not do what it should. The message is for people. */
public final class ExternalClientException extends Exception {
    private static final long serialVersionUID = 1;

    ExternalClientException(String message) {
        super(message);
    }
}

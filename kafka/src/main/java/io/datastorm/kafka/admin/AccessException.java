package io.datastorm.kafka.admin;

import io.datastorm.generator.input.Credentials;

/** The cluster cannot be reached or refuses access; nothing was sent. The message says what to check. */
public final class AccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user; {@link Credentials} in it are hidden. */
    public AccessException(String message, Throwable cause) {
        super(Credentials.masked(message), cause);
    }
}

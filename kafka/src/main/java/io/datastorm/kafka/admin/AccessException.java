package io.datastorm.kafka.admin;

/** The cluster cannot be reached or refuses access; nothing was sent. The message says what to check. */
public final class AccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public AccessException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.datastorm.cluster;

/** A local cluster could not be started, reached or changed; the message says what, and what to do. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public ClusterException(String message) {
        super(message);
    }

    /** With a message for the user and the cause for a log. */
    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.datastorm.core.report;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A document is not a result of {@code datastorm run}; the message says why, as the end of a sentence. */
public final class ResultFormatException extends JsonProcessingException {
    private static final long serialVersionUID = 1L;

    ResultFormatException(String message) {
        super(message);
    }
}

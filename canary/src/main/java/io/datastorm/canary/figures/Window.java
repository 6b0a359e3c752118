package io.datastorm.canary.figures;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The times over which figures are told. Each moves on in small steps. */
public enum Window {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), 60),
    HOUR("1h", Duration.ofHours(1), 60),
    DAY("24h", Duration.ofHours(24), 96);

    private final String text;
    private final Duration length;
    private final int steps;

    Window(String text, Duration length, int steps) {
        this.text = text;
        this.length = length;
        this.steps = steps;
    }

    /** As users write it. */
    public String text() {
        return text;
    }

    /** How long it is. */
    public Duration length() {
        return length;
    }

    int steps() {
        return steps;
    }

    static Optional<Window> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }
}

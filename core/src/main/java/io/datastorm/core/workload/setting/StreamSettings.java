package io.datastorm.core.workload.setting;

import java.util.Optional;

/**
 * What holds for one stream.
 *
 * @param name empty if it is the only one of its run
 */
public record StreamSettings(Optional<String> name, Settings settings) {
    /** The same, and underneath what others say. */
    public StreamSettings over(Settings others) {
        return new StreamSettings(name, settings.over(others));
    }
}

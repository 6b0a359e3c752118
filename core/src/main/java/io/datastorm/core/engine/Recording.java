package io.datastorm.core.engine;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.stamp.Slot;
import java.util.List;
import java.util.Optional;

/**
 * Records that are sent as they were captured.
 *
 * @param file that has them
 */
public record Recording(CaptureFile file) implements RecordSource {
    @Override
    public Optional<DrawnKeys> drawnKeys() {
        return Optional.empty();
    }

    @Override
    public List<Slot> slots() {
        return List.of();
    }
}

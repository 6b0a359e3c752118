package io.datastorm.run.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.cluster.DiskSpace;
import io.datastorm.generator.input.InvalidInput;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunClusterTest {
    @TempDir
    private Path directory;

    @Test
    void aNearlyFullDiskIsBadInput() {
        DiskSpace nearlyFull = new DiskSpace(directory, 300L << 20, 10L << 30);
        assertThatThrownBy(() -> RunCluster.requireSpace(nearlyFull))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--data-dir: the disk is nearly full: 300 MiB free")
                .hasMessageContaining("512 MiB must stay free");
    }
}

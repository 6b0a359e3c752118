package io.datastorm.lab.experiment;

import io.datastorm.core.measure.RunResult;
import java.nio.file.Path;
import java.util.Optional;

/** Makes a run of a variant. */
public interface RunMaker {
    /**
     * Checks a variant before anything is sent.
     *
     * @throws io.datastorm.generator.input.InvalidInput if it cannot be run
     */
    void check(Variant variant);

    /**
     * Makes the run; its files are in the directory afterwards.
     *
     * @param directory that does not exist yet
     * @return empty if it failed, and left no whole result
     */
    Optional<RunResult> run(Variant variant, Path directory) throws InterruptedException;
}

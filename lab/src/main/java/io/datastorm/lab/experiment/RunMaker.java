package io.datastorm.lab.experiment;

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
     * Why it cannot be run on this machine, where that is no mistake: a program that it needs is not there. Empty if it
     * can.
     */
    Optional<String> missing(Variant variant);

    /** Ends at once what would go on when this process has ended. Any thread. */
    void abandon();

    /**
     * Makes the run; its files are in the directory afterwards, as far as it came.
     *
     * @param directory that does not exist yet
     */
    void run(Variant variant, Path directory) throws InterruptedException;
}

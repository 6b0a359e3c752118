package io.datastorm.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.report.JsonReporter;
import io.datastorm.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes the runs of an experiment one after the other, each in a directory of its own; what is there already is not
 * made again. One thread.
 */
public final class Lab {
    private final Experiment experiment;
    private final List<RunOrder.Planned> order;
    private final Path directory;
    private final RunMaker maker;
    private final Listener listener;

    /**
     * A run that was made.
     *
     * @param result null if it left none
     * @param objection why it missed its aim; null if it did not
     */
    public record CompletedRun(RunOrder.Planned planned, RunResult result, String objection) {
        /** Whether its figures count. A run that missed its aim counts too, as one that was worse than all others. */
        public boolean valid() {
            return objection == null;
        }

        /** Whether it came to its end. */
        boolean whole() {
            return result != null && result.run().complete();
        }
    }

    /** Is told of each run. */
    public interface Listener {
        /** One begins. */
        void begins(int number, int of, RunOrder.Planned planned);

        /** One was made now, or was there already. */
        void made(CompletedRun made, boolean now);
    }

    /** For an experiment whose files are in this directory. */
    public Lab(Experiment experiment, long seed, Path directory, RunMaker maker, Listener listener) {
        this.experiment = experiment;
        this.order = RunOrder.of(experiment, seed);
        this.directory = directory;
        this.maker = maker;
        this.listener = listener;
    }

    /**
     * Makes all runs that are not there yet, each once: a variant whose runs often fail would be judged by its lucky
     * ones, were failures made again. Only what was interrupted is, and the first attempt is kept beside it.
     *
     * @param stop whether to make no more of them
     * @param clock for the budget
     * @return all that are there
     */
    public List<CompletedRun> run(BooleanSupplier stop, NanoClock clock) throws IOException, InterruptedException {
        Budget budget = new Budget(experiment.budget(), clock);
        for (int i = 0; i < order.size() && !stop.getAsBoolean(); i++) {
            RunOrder.Planned planned = order.get(i);
            if (budget.usedUp(planned.block())) {
                break;
            }
            Path place = place(directory, i);
            CompletedRun there = stored(experiment, planned, place);
            if (there.whole() || (begun(place) && !interrupted(place))) {
                listener.made(there, false);
                continue;
            }
            listener.begins(i + 1, order.size(), planned);
            CompletedRun made = make(planned, place);
            if (!stop.getAsBoolean()) {
                Files.deleteIfExists(running(place));
            }
            listener.made(made, true);
        }
        return stored(experiment, order, directory);
    }

    private CompletedRun make(RunOrder.Planned planned, Path place) throws IOException, InterruptedException {
        setAside(place);
        Files.createDirectories(place.getParent());
        Files.writeString(running(place), "");
        maker.run(planned.variant(), place);
        return stored(experiment, planned, place);
    }

    /** What was interrupted stays for whoever wants to know why. */
    private static void setAside(Path place) throws IOException {
        int attempt = 1;
        while (begun(aside(place, attempt))) {
            attempt++;
        }
        Path aside = aside(place, attempt);
        if (Files.exists(place)) {
            Files.move(place, aside);
        }
        if (Files.exists(log(place))) {
            Files.move(log(place), log(aside));
        }
    }

    private static Path aside(Path place, int attempt) {
        return place.resolveSibling(place.getFileName() + "-aside-" + attempt);
    }

    /** The runs of an experiment that are there, also those that missed their aim. */
    public static List<CompletedRun> stored(Experiment experiment, long seed, Path directory) throws IOException {
        return stored(experiment, RunOrder.of(experiment, seed), directory);
    }

    private static List<CompletedRun> stored(Experiment experiment, List<RunOrder.Planned> order, Path directory)
            throws IOException {
        List<CompletedRun> made = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Path place = place(directory, i);
            if (begun(place)) {
                made.add(stored(experiment, order.get(i), place));
            }
        }
        return made;
    }

    private static Path place(Path directory, int index) {
        return directory.resolve("runs/%03d".formatted(index + 1));
    }

    /** Is there while a run goes on, and stays when the experiment is interrupted meanwhile. */
    static Path running(Path place) {
        return place.resolveSibling(place.getFileName() + ".running");
    }

    /** One that failed by itself is none: it is an outcome. */
    private static boolean interrupted(Path place) {
        return Files.exists(running(place));
    }

    /** What a run's process has said. */
    public static Path log(Path place) {
        return place.resolveSibling(place.getFileName() + ".log");
    }

    private static boolean begun(Path place) {
        return Files.exists(place) || Files.exists(log(place));
    }

    private static CompletedRun stored(Experiment experiment, RunOrder.Planned planned, Path place) throws IOException {
        Path file = place.resolve("result.json");
        if (!Files.exists(file)) {
            return new CompletedRun(planned, null, "it failed, and left no result");
        }
        try {
            RunResult result = JsonReporter.read(Files.readAllBytes(file));
            return new CompletedRun(
                    planned,
                    result,
                    Validity.objection(result, experiment.expectedBottleneck()).orElse(null));
        } catch (JsonProcessingException e) {
            return new CompletedRun(planned, null, "its result is damaged");
        }
    }
}

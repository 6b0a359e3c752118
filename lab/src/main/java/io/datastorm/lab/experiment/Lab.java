package io.datastorm.lab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.datastorm.core.measure.RunResult;
import io.datastorm.core.report.JsonReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes the runs of an experiment one after the other, each in a directory of its own; what is there already is not made again. One thread. */
public final class Lab {
    private final Experiment experiment;
    private final List<RunOrder.Planned> order;
    private final Path directory;
    private final RunMaker maker;
    private final Listener listener;

    /**
     * A run that was made.
     *
     * @param result null if it failed
     * @param objection why it does not count; null if it does
     */
    public record Made(RunOrder.Planned planned, RunResult result, String objection) {
        /** Whether it counts. */
        public boolean valid() {
            return objection == null;
        }
    }

    /** Is told of each run. */
    public interface Listener {
        /** One begins. */
        void begins(int number, int of, RunOrder.Planned planned);

        /** One was made now, or was there already. */
        void made(Made made, boolean now);
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
     * Makes all runs that are not there yet. One that does not count is made once more, and the first attempt is kept beside it.
     *
     * @param stop whether to make no more of them
     * @return all that are there
     */
    public List<Made> run(BooleanSupplier stop) throws IOException, InterruptedException {
        List<Made> all = new ArrayList<>();
        for (int i = 0; i < order.size() && !stop.getAsBoolean(); i++) {
            RunOrder.Planned planned = order.get(i);
            Path place = place(directory, i);
            Optional<Made> there = stored(experiment, planned, place);
            if (there.isPresent()) {
                all.add(there.get());
                listener.made(there.get(), false);
                continue;
            }
            listener.begins(i + 1, order.size(), planned);
            Made made = make(planned, place);
            if (!made.valid() && !stop.getAsBoolean()) {
                listener.made(made, true);
                setAside(place);
                listener.begins(i + 1, order.size(), planned);
                made = make(planned, place);
            }
            if (!stop.getAsBoolean()) {
                all.add(made);
                listener.made(made, true);
            }
        }
        return all;
    }

    private Made make(RunOrder.Planned planned, Path place) throws IOException, InterruptedException {
        if (Files.exists(place)) {
            setAside(place);
        }
        Files.createDirectories(place.getParent());
        return judged(experiment, planned, maker.run(planned.variant(), place).orElse(null));
    }

    /** What was interrupted, or does not count, stays for whoever wants to know why. */
    private static void setAside(Path place) throws IOException {
        for (int attempt = 1; Files.exists(place); attempt++) {
            Path aside = place.resolveSibling(place.getFileName() + "-aside-" + attempt);
            if (!Files.exists(aside)) {
                Files.move(place, aside);
                Path log = place.resolveSibling(place.getFileName() + ".log");
                if (Files.exists(log)) {
                    Files.move(log, place.resolveSibling(aside.getFileName() + ".log"));
                }
            }
        }
    }

    /** The runs of an experiment that are there, whole. */
    public static List<Made> stored(Experiment experiment, long seed, Path directory) throws IOException {
        List<RunOrder.Planned> order = RunOrder.of(experiment, seed);
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            stored(experiment, order.get(i), place(directory, i)).ifPresent(made::add);
        }
        return made;
    }

    private static Path place(Path directory, int index) {
        return directory.resolve("runs/%03d".formatted(index + 1));
    }

    private static Optional<Made> stored(Experiment experiment, RunOrder.Planned planned, Path place)
            throws IOException {
        Path file = place.resolve("result.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        RunResult result;
        try {
            result = JsonReporter.read(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // Cut off: it is set aside, and made again.
            return Optional.empty();
        }
        return result.run().complete() ? Optional.of(judged(experiment, planned, result)) : Optional.empty();
    }

    private static Made judged(Experiment experiment, RunOrder.Planned planned, RunResult result) {
        String objection = result == null
                ? "it failed, and left no result"
                : Validity.objection(result, experiment.subject()).orElse(null);
        return new Made(planned, result, objection);
    }
}

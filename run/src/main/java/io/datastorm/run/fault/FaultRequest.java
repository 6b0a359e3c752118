package io.datastorm.run.fault;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.fault.Fault;
import io.datastorm.core.workload.fault.FaultReader;
import io.datastorm.core.workload.rule.FaultRules;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What somebody asks for while a run goes on: a fault, such as {@code pause 2 for 3s}, or a note. */
final class FaultRequest {
    private static final int MOST_CHARACTERS = 200;
    private static final String FOR = " for ";

    private FaultRequest() {}

    /**
     * The faults, which begin with the next second.
     *
     * @param now of the measured window
     * @throws IllegalArgumentException if it is none, or cannot be done to this run; with a message for a person
     */
    static List<Fault> fault(String text, Duration now, Workload workload) {
        String asked = text.strip();
        int time = asked.indexOf(FOR);
        String what = time < 0 ? asked : asked.substring(0, time);
        String length = time < 0 ? "" : asked.substring(time);
        if (asked.contains("@") || asked.contains(",")) {
            throw new IllegalArgumentException("write one fault, without a time: pause 2 for 3s");
        }
        List<Fault> faults = FaultReader.read(String.format(
                Locale.ROOT, "%s @ %ds%s", what, now.plusMillis(999).toSeconds(), length));
        if (faults.stream().anyMatch(fault -> !possible(fault.action()))) {
            throw new IllegalArgumentException("'" + what + "' must be planned before the run, with --fault");
        }
        List<Problem> problems = new ArrayList<>();
        new FaultRules(new Settings(), problems).check(faults, workload.target(), workload.streams());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0).what());
        }
        return faults;
    }

    /** What changes topics or disks for good is part of a plan. */
    private static boolean possible(Fault.Action action) {
        return !(action instanceof Fault.FillDisk
                || action instanceof Fault.AddPartitions
                || action instanceof Fault.DeleteTopic);
    }

    /**
     * A note.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    static Fault note(String text, Duration now) {
        String words = text.strip().replaceAll("\\s+", " ");
        if (words.isEmpty() || words.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a note has 1 to " + MOST_CHARACTERS + " characters");
        }
        return new Fault(Fault.NOTE + words, now, new Fault.Note());
    }
}

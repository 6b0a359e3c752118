package io.datastorm.cli.lab;

import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.cli.terminal.Interrupts;
import io.datastorm.cli.terminal.Screen;
import io.datastorm.cli.terminal.TableText;
import io.datastorm.core.pace.NanoClock;
import io.datastorm.core.report.page.Page;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.lab.experiment.Experiment;
import io.datastorm.lab.experiment.Lab;
import io.datastorm.lab.experiment.RunMaker;
import io.datastorm.lab.experiment.RunOrder;
import io.datastorm.lab.report.ExperimentResult;
import java.io.IOException;
import java.time.Duration;

/** An experiment from its first run to its report. */
public final class LabSession implements Lab.Listener {
    private final Experiment experiment;
    private final LabFiles files;
    private final RunMaker maker;
    private final Screen screen;

    LabSession(Experiment experiment, LabFiles files, RunMaker maker, Screen screen) {
        this.experiment = experiment;
        this.files = files;
        this.maker = maker;
        this.screen = screen;
    }

    Screen screen() {
        return screen;
    }

    int run() throws IOException, InterruptedException {
        screen.say("%s%n%d variants and one of them twice, %d times each: %d runs, about %s"
                .formatted(
                        experiment.question(),
                        experiment.variants().size(),
                        experiment.repeats(),
                        experiment.runs(),
                        time(experiment.time())));
        try (Interrupts interrupts = new Interrupts(screen)) {
            interrupts.onSecond(maker::abandon);
            Lab lab = new Lab(experiment, files.asked().orderSeed(), files.directory(), maker, this);
            ExperimentResult result =
                    new ExperimentResult(experiment, lab.run(interrupts::requested, NanoClock.SYSTEM));
            Page page = files.page(result);
            files.report(result, page);
            show(page);
            if (interrupts.requested()) {
                screen.say("go on with: datastorm lab --resume " + files.directory());
                return ExitCode.INTERRUPTED;
            }
            if (result.made().size() < experiment.runs()) {
                screen.say("the budget is used up; go on with: datastorm lab --resume " + files.directory());
            }
            return result.made().stream().allMatch(Lab.CompletedRun::valid) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void show(Page page) {
        screen.say("");
        TableText.lines(page).forEach(screen::say);
        screen.say("  report        " + files.directory().resolve("report.html"));
    }

    @Override
    public void begins(int number, int of, RunOrder.Planned planned) {
        Duration left = experiment.runTime().multipliedBy(of - number + 1L);
        screen.out()
                .printf(
                        "run %d of %d  %s  (about %s left) … ",
                        number, of, planned.variant().name(), time(left));
        screen.out().flush();
    }

    @Override
    public void made(Lab.CompletedRun made, boolean now) {
        String name = now ? "" : "there already: " + made.planned().variant().name() + "  ";
        String outcome = made.result() == null
                ? ""
                : NumberFormat.count(made.result().throughput().recordsPerSecond()) + " records/s, limited by "
                        + made.result().validity().limitedBy();
        screen.say(name + outcome + (made.valid() ? "" : "  MISSED: " + made.objection()));
    }

    /** {@code 45 s}, {@code 12 min}, {@code 1 h 5 min}. */
    static String time(Duration time) {
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0 ? time.toMinutes() + " min" : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}

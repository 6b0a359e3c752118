package io.datastorm.core.machine;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What kept processes of this machine from running, counted since it was started: the disk (kernel documentation,
 * "PSI"), the hypervisor (steal, {@code proc_stat(5)}), the own container's quota ({@code cpu.stat}). Where the kernel
 * does not tell, a figure is NaN.
 *
 * @param ioStallMicros in which some process waited for the disk
 * @param stolenTicks hundredths of a second that the hypervisor gave to others, of all processors
 * @param busyTicks hundredths of a second in which the processors ran any program
 * @param periods of the quota
 * @param throttledPeriods in which the quota was used up
 */
public record Pressure(
        double ioStallMicros, double stolenTicks, double busyTicks, double periods, double throttledPeriods) {
    private static final Pattern SOME_TOTAL = Pattern.compile("some .*total=([0-9]+)");
    /** user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final Pattern CPU =
            Pattern.compile("cpu +([0-9]+) ([0-9]+) ([0-9]+) [0-9]+ [0-9]+ ([0-9]+) ([0-9]+) ([0-9]+)");

    private static final Pattern EACH = Pattern.compile("cpu[0-9]+ ");
    private static final Pattern PERIODS = Pattern.compile("nr_periods ([0-9]+)");
    private static final Pattern THROTTLED = Pattern.compile("nr_throttled ([0-9]+)");
    private static final double TICKS_PER_SECOND = 100;
    private static final double MICROS_PER_SECOND = 1e6;

    /**
     * What did so within some time.
     *
     * @param ioStallShare part of it in which some process waited for the disk, 0 to 1; null if unknown
     * @param stolenCores cores that the hypervisor gave to others
     * @param throttledShare part of the quota's periods in which it was used up, 0 to 1
     * @param busyCores cores that ran any program of the machine; 0 if unknown
     */
    public record Loss(Double ioStallShare, double stolenCores, double throttledShare, double busyCores) {
        /** Nothing is known. */
        public static final Loss UNKNOWN = new Loss(null, 0, 0, 0);
    }

    /** What the kernel tells now. */
    public static Pressure read() {
        return of(
                text(Path.of("/proc/pressure"), "io"),
                text(Path.of("/proc"), "stat"),
                Cgroup.cpu().stream()
                        .map(directory -> text(directory, "cpu.stat"))
                        .max(Comparator.comparingDouble(text -> known(number(PERIODS, text))))
                        .orElse(""),
                Runtime.getRuntime().availableProcessors());
    }

    private static String text(Path directory, String name) {
        return Cgroup.read(directory, name).orElse("");
    }

    /** Where this process has only some of the processors, what all of them did means nothing. */
    static Pressure of(String io, String stat, String group, int processors) {
        Matcher cpu = CPU.matcher(stat);
        boolean told = cpu.find() && EACH.matcher(stat).results().count() == processors;
        return new Pressure(
                number(SOME_TOTAL, io),
                told ? Double.parseDouble(cpu.group(6)) : Double.NaN,
                told
                        ? IntStream.rangeClosed(1, 5)
                                .mapToDouble(i -> Double.parseDouble(cpu.group(i)))
                                .sum()
                        : Double.NaN,
                number(PERIODS, group),
                number(THROTTLED, group));
    }

    private static double known(double value) {
        return Double.isNaN(value) ? -1 : value;
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
    }

    /** What happened since an earlier reading. */
    public Loss since(Pressure earlier, double seconds) {
        if (!(seconds > 0)) {
            return Loss.UNKNOWN;
        }
        double stall = (ioStallMicros - earlier.ioStallMicros) / MICROS_PER_SECOND / seconds;
        double stolen = (stolenTicks - earlier.stolenTicks) / TICKS_PER_SECOND / seconds;
        double busy = (busyTicks - earlier.busyTicks) / TICKS_PER_SECOND / seconds;
        double throttled = (throttledPeriods - earlier.throttledPeriods) / (periods - earlier.periods);
        return new Loss(
                Double.isNaN(stall) ? null : stall,
                Double.isNaN(stolen) ? 0 : stolen,
                Double.isNaN(throttled) ? 0 : throttled,
                Double.isNaN(busy) ? 0 : busy);
    }
}

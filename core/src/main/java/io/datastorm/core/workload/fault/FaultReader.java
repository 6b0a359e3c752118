package io.datastorm.core.workload.fault;

import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Quantities;
import io.datastorm.generator.input.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a schedule of faults: {@code kill 2 @ 5s, restart 2 @ 8s, pause 1 @ 12s for 4s}. With {@code for} a fault is
 * ended after that time: a killed broker starts again, a paused one or a paused consumer goes on, one whose disk was
 * full starts again with room, a quota is taken away, a link carries again what it did.
 */
public final class FaultReader {
    private static final Pattern FAULT =
            Pattern.compile("([a-z-]+)(?:\\s+([^@]*[^@\\s]))?\\s*@\\s*([^\\s,]+)(?:\\s+for\\s+([^\\s,]+))?");
    /** Sides of a partition have commas too: a fault begins with a letter. */
    private static final Pattern NEXT = Pattern.compile(",(?!\\s*[0-9])");

    private static final Pattern SIDES = Pattern.compile("([0-9][0-9, ]*)\\|([0-9, ]*[0-9])");
    private static final Pattern SLOW = Pattern.compile("(\\S+)\\s+to\\s+(\\S+)");
    private static final List<String> WORDS = List.of(
            "kill",
            "restart",
            "pause",
            "resume",
            "fill-disk",
            "move-leaders",
            "quota",
            "delete-topic",
            "add-partitions",
            "isolate",
            "partition",
            "slow-link",
            "cut-connections",
            "kill-coordinator",
            "kill-transaction-coordinator",
            "fence-producers",
            "kill-consumer",
            "join-consumer",
            "rolling",
            "pause-consumer",
            "resume-consumer");
    private static final String EXAMPLE = "write kill 2 @ 5s, restart 2 @ 8s, pause 1 @ 12s for 4s";

    private FaultReader() {}

    /** All faults, in the order of their times. */
    public static List<Fault> read(String text) {
        List<Fault> faults = new ArrayList<>();
        for (String part : NEXT.split(text, -1)) {
            faults.addAll(one(part.trim()));
        }
        faults.sort(Comparator.comparing(Fault::at));
        return faults;
    }

    /** A command and its time, which stands behind the last {@code @}. */
    public static Fault command(String text) {
        int at = text.lastIndexOf('@');
        String command = at < 0 ? "" : text.substring(0, at).trim();
        if (command.isEmpty()) {
            throw new IllegalArgumentException("must be a command and a time, such as 'systemctl stop kafka @ 30s'");
        }
        return new Fault(text.trim(), Quantities.duration(text.substring(at + 1).trim()), new Fault.Command(command));
    }

    private static List<Fault> one(String text) {
        Matcher matcher = FAULT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a fault; " + EXAMPLE);
        }
        Duration at = Quantities.duration(matcher.group(3));
        Fault.Action action = action(matcher.group(1), matcher.group(2), text);
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault(text, at, action));
        if (matcher.group(4) != null) {
            Fault.Action end = end(action, text);
            faults.add(new Fault("end of " + text, at.plus(Quantities.duration(matcher.group(4))), end));
        }
        return faults;
    }

    private static Fault.Action action(String word, String argument, String text) {
        return switch (word) {
            case "kill" -> new Fault.Kill(broker(argument, text));
            case "restart" -> new Fault.Restart(broker(argument, text));
            case "pause" -> new Fault.Pause(broker(argument, text));
            case "resume" -> new Fault.Resume(broker(argument, text));
            case "fill-disk" -> new Fault.FillDisk(broker(argument, text));
            case "quota" -> new Fault.Quota(DataSize.parse(needed(argument, "a size a second, such as 1MiB", text)));
            case "add-partitions" ->
                new Fault.AddPartitions(whole(needed(argument, "how many there shall be in all", text), text));
            case "isolate" -> new Fault.Isolate(broker(argument, text));
            case "cut-connections" -> new Fault.CutConnections(broker(argument, text));
            case "partition" -> partition(needed(argument, "two sides, such as 1 | 2,3", text), text);
            case "slow-link" -> slowLink(needed(argument, "a broker and a rate, such as 2 to 10Mbit", text), text);
            case "kill-coordinator" -> new Fault.KillCoordinator(Optional.ofNullable(argument));
            case "kill-consumer" -> new ConsumerFault.KillConsumer(member(argument, text));
            case "pause-consumer" -> new ConsumerFault.PauseConsumer(member(argument, text));
            case "resume-consumer" -> new ConsumerFault.ResumeConsumer(member(argument, text));
            case "rolling" -> rolling(argument, text);
            case "move-leaders", "delete-topic", "join-consumer", "kill-transaction-coordinator", "fence-producers" ->
                alone(word, argument, text);
            default ->
                throw new IllegalArgumentException("'" + text + "': there is no fault '" + word + "'; there are "
                        + String.join(", ", WORDS) + Nearest.hint(word, WORDS));
        };
    }

    private static Fault.Action alone(String word, String argument, String text) {
        if (argument != null) {
            throw new IllegalArgumentException("'" + text + "': " + word + " takes nothing but a time");
        }
        return switch (word) {
            case "delete-topic" -> new Fault.DeleteTopic();
            case "kill-transaction-coordinator" -> new Fault.KillTransactionCoordinator();
            case "fence-producers" -> new Fault.FenceProducers();
            case "join-consumer" -> new ConsumerFault.JoinConsumer();
            default -> new Fault.MoveLeaders();
        };
    }

    private static Fault.Action rolling(String argument, String text) {
        if (!"consumers".equals(argument)) {
            throw new IllegalArgumentException("'" + text + "': write rolling consumers @ 5s");
        }
        return new ConsumerFault.RollConsumers();
    }

    private static int member(String argument, String text) {
        int member = whole(needed(argument, "the number of a member of the group", text), text);
        if (member < 1) {
            throw new IllegalArgumentException("'" + text + "': members are numbered from 1");
        }
        return member;
    }

    private static Fault.Action end(Fault.Action action, String text) {
        if (action instanceof Fault.Kill kill) {
            return new Fault.Restart(kill.broker());
        }
        if (action instanceof Fault.Pause pause) {
            return new Fault.Resume(pause.broker());
        }
        if (action instanceof ConsumerFault.PauseConsumer pause) {
            return new ConsumerFault.ResumeConsumer(pause.member());
        }
        if (action instanceof Fault.FillDisk full) {
            return new Fault.Restart(full.broker());
        }
        if (action instanceof Fault.Quota) {
            return new Fault.EndQuota();
        }
        if (action instanceof Fault.Isolate isolate) {
            return new Fault.Rejoin(isolate.broker());
        }
        if (action instanceof Fault.Partition partition) {
            return new Fault.Unite(partition.one(), partition.other());
        }
        if (action instanceof Fault.SlowLink slow) {
            return new Fault.RestoreLink(slow.broker());
        }
        throw new IllegalArgumentException("'" + text
                + "': only kill, pause, pause-consumer, fill-disk, quota, isolate, partition and slow-link can end "
                + "after a time");
    }

    private static Fault.Action partition(String argument, String text) {
        Matcher sides = SIDES.matcher(argument);
        if (!sides.matches()) {
            throw new IllegalArgumentException("'" + text + "': the sides of a partition are written as 1 | 2,3");
        }
        Set<Integer> one = brokers(sides.group(1), text);
        Set<Integer> other = brokers(sides.group(2), text);
        if (!Collections.disjoint(one, other)) {
            throw new IllegalArgumentException("'" + text + "': a broker cannot be on both sides");
        }
        return new Fault.Partition(one, other);
    }

    private static Set<Integer> brokers(String side, String text) {
        return Arrays.stream(side.split(",", -1))
                .map(broker -> whole(broker.trim(), text))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Fault.Action slowLink(String argument, String text) {
        Matcher slow = SLOW.matcher(argument);
        if (!slow.matches()) {
            throw new IllegalArgumentException("'" + text + "': write slow-link 2 to 10Mbit @ 5s");
        }
        return new Fault.SlowLink(whole(slow.group(1), text), Quantities.bits(slow.group(2)));
    }

    private static int broker(String argument, String text) {
        return whole(needed(argument, "the number of a broker", text), text);
    }

    private static String needed(String argument, String what, String text) {
        if (argument == null) {
            throw new IllegalArgumentException("'" + text + "' needs " + what + "; " + EXAMPLE);
        }
        return argument;
    }

    private static int whole(String argument, String text) {
        try {
            return Integer.parseInt(argument);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "': '" + argument + "' is not a whole number", e);
        }
    }
}

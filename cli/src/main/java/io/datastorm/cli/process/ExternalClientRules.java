package io.datastorm.cli.process;

import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import io.datastorm.lab.experiment.ExternalClient;
import io.datastorm.lab.experiment.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a variant must be that is somebody else's client. */
public final class ExternalClientRules {
    /** What a cluster and a measurement need; nothing else reaches the client. */
    private static final Set<String> APPLY = Set.of(
            "bootstrap-server",
            "brokers",
            "command-config",
            "data-dir",
            "duration",
            "name",
            "partitions",
            "replication-factor",
            "warmup");

    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w.-]+)=[\"']?([^\\s\"'])");

    private ExternalClientRules() {}

    /**
     * Checks it.
     *
     * @throws InvalidInput with all that is wrong
     */
    static void check(Variant variant) {
        List<Problem> problems = new ArrayList<>();
        variant.options().keySet().stream()
                .filter(option -> !APPLY.contains(option))
                .forEach(option -> problems.add(new Problem(
                        variant.name(),
                        "'" + option
                                + "' means nothing to a program that is "
                                + "not DataStorm; give it to the other "
                                + "variants alone")));
        if (!variant.jvm().isEmpty()) {
            problems.add(new Problem(variant.name(), "'jvm' means nothing to a program; put it into its command"));
        }
        String duration = variant.options().getOrDefault("duration", "10s");
        if (!wholeSeconds(duration)) {
            problems.add(new Problem(
                    variant.name(),
                    "duration: a program is looked at once a second, so it must be whole seconds, got " + duration));
        }
        secrets(variant.client())
                .forEach(name -> problems.add(new Problem(
                        variant.name(),
                        "'" + name
                                + "' is a secret, and would stand in the experiment's "
                                + "files; put it into the environment and write "
                                + name + "=$NAME")));
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private static boolean wholeSeconds(String text) {
        try {
            long millis = Quantities.duration(text).toMillis();
            return millis > 0 && millis % 1000 == 0;
        } catch (IllegalArgumentException e) {
            // The planner will say what is wrong.
            return true;
        }
    }

    private static List<String> secrets(ExternalClient client) {
        List<String> names = new ArrayList<>();
        Matcher assignment = ASSIGNMENT.matcher(client.command() + "\n" + client.setup());
        while (assignment.find()) {
            if (Secrets.named(assignment.group(1)) && !assignment.group(2).equals("$")) {
                names.add(assignment.group(1));
            }
        }
        return names;
    }
}

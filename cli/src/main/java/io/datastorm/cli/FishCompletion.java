package io.datastorm.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script that completes commands and options in fish, which picocli has no generator for. */
final class FishCompletion {
    private final String program;

    FishCompletion(String program) {
        this.program = program;
    }

    /** The script for a command and those below it. */
    String of(CommandLine root) {
        String names = String.join(" ", root.getSubcommands().keySet());
        Stream<String> commands = root.getSubcommands().entrySet().stream()
                .map(entry -> "complete -c %s -f -n 'not __fish_seen_subcommand_from %s' -a %s -d '%s'%n"
                        .formatted(
                                program,
                                names,
                                entry.getKey(),
                                summary(entry.getValue().getCommandSpec())));
        Stream<String> options = root.getSubcommands().entrySet().stream()
                .flatMap(entry -> entry.getValue().getCommandSpec().options().stream()
                        .map(option -> option(entry.getKey(), option)));
        return Stream.concat(commands, options).collect(Collectors.joining());
    }

    private String option(String command, OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        String value = option.arity().min() > 0 ? " -r" : "";
        return "complete -c %s -n '__fish_seen_subcommand_from %s' %s%s -d '%s'%n"
                .formatted(program, command, names, value, first(option.description()));
    }

    private static String summary(CommandSpec command) {
        return first(command.usageMessage().description());
    }

    /** The first sentence, without what a shell would read. */
    private static String first(String... lines) {
        String text = lines.length == 0 ? "" : lines[0].replace("%%", "%");
        int end = text.indexOf(". ");
        return (end < 0 ? text : text.substring(0, end)).replace("\\", "").replace("'", "");
    }
}

package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.through.Expectation;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.generator.input.InvalidInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThroughTest {
    private static Workload plan(String... flags) {
        return Planning.plan(Planning.flags(flags));
    }

    @Test
    void anApplicationWritesEachRecordOnceIfNothingElseIsSaid() {
        assertThat(plan("--bootstrap-server a:1", "--verify after", "--through enriched")
                        .onlyStream()
                        .through())
                .contains(
                        new ThroughPlan("enriched", Expectation.ONE_TO_ONE, Duration.ofSeconds(50), Optional.empty()));
        assertThat(plan(
                                "--bootstrap-server a:1",
                                "--verify live",
                                "--through enriched",
                                "--expect filter",
                                "--through-timeout 2m",
                                "--through-bootstrap-server b:2")
                        .onlyStream()
                        .through())
                .contains(new ThroughPlan("enriched", Expectation.FILTER, Duration.ofMinutes(2), Optional.of("b:2")));
        assertThat(plan().onlyStream().through()).isEmpty();
    }

    /** A topic of the same name may be in another cluster. */
    @Test
    void aMirrorMayKeepTheName() {
        assertThat(plan(
                                "--bootstrap-server a:1",
                                "--topic orders",
                                "--verify after",
                                "--through orders",
                                "--through-bootstrap-server b:2")
                        .onlyStream()
                        .through())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --through b                                  | --through | needs a verification; add --verify
            --through b, --verify off                    | --through | needs a verification; add --verify
            --topic b, --through b, --verify after       | --through | 'b' is the topic to which the run itself writes
            --through b, --role consume                  | --through | needs records that are written
            --expect filter                              | --expect  | needs the topic that your application writes
            --through-timeout 5s                         | --through-timeout | needs the topic
            --through-bootstrap-server b:2               | --through-bootstrap-server | needs the topic
            --through b, --verify after, --expect twice  | --expect  | must be one of one-to-one, filter, at-least-once
            --through b, --verify after, --through-timeout 0s | --through-timeout | must be longer than nothing
            --through .., --verify after                 | --through | is not a legal topic name
            --stamp-field trace                          | --stamp-field | needs a verification; add --verify
            --stamp-field trace, --verify off            | --stamp-field | needs a verification; add --verify
            --stamp-field trace, --verify after, --record-size 100 | --stamp-field | needs values of a schema
            --stamp-field trace, --verify after, --invalid 1% | --stamp-field | does not go with --invalid
            --stamp-field trace, --role consume          | --stamp-field | needs records that are written
            --stamp-field trace, --verify after, --keys uniform:9, --tombstones 1% | --stamp-field | --tombstones
            """)
    void whatMakesNoSenseIsSaidOnce(String flags, String where, String what) {
        List<String> given = new ArrayList<>(List.of(flags.split(", ", -1)));
        given.add("--bootstrap-server a:1");
        InvalidInput refused = catchThrowableOfType(InvalidInput.class, () -> plan(given.toArray(String[]::new)));
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo(where);
            assertThat(problem.what()).contains(what);
        });
    }

    @Test
    void inAClusterOfTheRunsOwnThereIsNoApplication() {
        InvalidInput refused =
                catchThrowableOfType(InvalidInput.class, () -> plan("--verify after", "--through enriched"));
        assertThat(refused.problems()).singleElement().satisfies(problem -> assertThat(problem.what())
                .contains("needs the cluster in which your application runs; add --bootstrap-server"));
    }
}

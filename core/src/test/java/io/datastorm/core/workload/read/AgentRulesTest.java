package io.datastorm.core.workload.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.datastorm.core.engine.EngineTestPlans;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.InvalidInput;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What several processes need to share a run. */
final class AgentRulesTest {
    private static Settings flags(String... pairs) {
        Settings settings = new Settings();
        for (String pair : pairs) {
            String[] halves = pair.split(" ", 2);
            settings.flag(Options.withFlag(halves[0]).orElseThrow(), halves[1]);
        }
        return settings;
    }

    private static Workload plan(Settings flags) {
        return new Planner(EngineTestPlans.NO_RULES, 4).plan(flags, Optional.empty());
    }

    private static String refusal(String... flags) {
        InvalidInput invalid = catchThrowableOfType(InvalidInput.class, () -> plan(flags(flags)));
        assertThat(invalid).as("is refused").isNotNull();
        return invalid.getMessage();
    }

    @Test
    void agentsShareARun() {
        Workload workload = plan(flags("--agents 3", "--workers 2"));
        assertThat(workload.agents().orElseThrow().count()).isEqualTo(3);
        assertThat(workload.onlyStream().workersOfAll()).isEqualTo(6);
        assertThat(plan(flags("--agents 2")).onlyStream().sender().workers()).isEqualTo(2);
        assertThat(plan(flags("--agents 9")).onlyStream().sender().workers()).isEqualTo(1);
        assertThat(refusal("--agents 0")).contains("--agents: must be 1 to 4,096, got 0");
        assertThat(refusal("--agents 20", "--records 10")).contains("at most the number of records (10), got 20");
        assertThat(refusal("--agents 2", "--fault kill 1 @ 1s")).contains("--fault: does not work with --agents");
        assertThat(refusal("--agents 100", "--workers 50"))
                .contains("--workers: 100 agents of 50 workers are 5,000 workers; at most 2,048 have numbers");
        assertThat(refusal("--on external")).contains("--on: needs agents; add --agents N");
        assertThat(refusal("--control-bootstrap-server a:1")).contains("needs agents");
        assertThat(refusal("--agents 2", "--on external").lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("loopback; add --bootstrap-server"),
                        line -> assertThat(line).contains("add --name"));
        assertThat(refusal("--agents 2", "--header Authorization=Bearer hidden"))
                .contains("--header: 'Authorization' is a secret")
                .doesNotContain("hidden");
        assertThat(refusal("--agents 2", "--producer-property ssl.key.password=hidden"))
                .contains("--producer-property: 'ssl.key.password' is a secret")
                .doesNotContain("hidden");
        assertThat(refusal("--agents 2", "--on mars")).contains("must be one of local, external");
    }
}

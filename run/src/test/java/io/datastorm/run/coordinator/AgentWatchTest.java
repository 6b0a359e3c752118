package io.datastorm.run.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.run.control.AgentPlan;
import io.datastorm.run.control.Messages;
import io.datastorm.run.control.SteadyClock;
import io.datastorm.run.launcher.AgentLauncher;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an agent is lost, by a clock that the test sets. */
final class AgentWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final Set<Integer> ended = new HashSet<>();
    private final AgentLauncher launcher = new AgentLauncher() {
        @Override
        public void start(RunAddress address) {}

        @Override
        public Optional<String> gone(int index) {
            return ended.contains(index) ? Optional.of("it has ended") : Optional.empty();
        }

        @Override
        public void close() {}
    };
    private final AgentRegistry agents = new AgentRegistry(
            new Coordinator.Terms(
                    new AgentPlan("", "1", "", Map.of(), Map.of(), Map.of(), List.of(), 0, false, true, ""),
                    List.of(),
                    new AgentLauncher.RunAddress("run", 2, ""),
                    launcher,
                    List.of()),
            new SteadyClock(0),
            (type, payload) -> {});
    private final AgentWatch watch = new AgentWatch(agents, launcher, true);

    /** Looks every tenth of a second, as long as so many seconds; both agents speak at the beginning. */
    private Map<AgentState, String> after(double seconds) {
        agents.each().forEach(agent -> agent.heard(SECOND));
        Map<AgentState, String> lost = Map.of();
        for (long now = SECOND; now <= SECOND + seconds * SECOND && lost.isEmpty(); now += SECOND / 10) {
            lost = watch.lost(now, now);
        }
        return lost;
    }

    @Test
    void silenceIsWaitedForAWhile() {
        assertThat(after(Messages.SILENCE_NANOS / 1e9)).isEmpty();
        assertThat(after(Messages.SILENCE_NANOS / 1e9 + 0.3))
                .hasSize(2)
                .containsValue("nothing was heard of it for 6 s");
    }

    /** Its last message may still be on its way. */
    @Test
    void aProcessThatHasEndedIsHeardForAnotherSecond() {
        ended.add(1);
        assertThat(after(AgentWatch.GONE_NANOS / 1e9)).isEmpty();
        assertThat(after(AgentWatch.GONE_NANOS / 1e9 + 0.3))
                .containsOnlyKeys(agents.each().get(1));
    }

    @Test
    void aPauseOfThisProcessIsNoSilenceOfOthers() {
        agents.each().forEach(agent -> agent.heard(SECOND));
        assertThat(watch.lost(SECOND, SECOND)).isEmpty();
        assertThat(watch.lost(20 * SECOND, SECOND)).isEmpty();
    }

    @Test
    void anAgentThatHasToldItsEndIsNotLost() {
        ended.add(0);
        agents.each().get(0).ended(new Messages.Ended(null, null, null, Map.of(), Map.of(), 0, null, List.of()));
        assertThat(after(3)).isEmpty();
    }

    /** A fault takes the control topic away: the agents cannot be heard, and have not died of it. */
    @Test
    void whoDoesNotHearItselfDoesNotJudgeOthers() {
        agents.each().forEach(agent -> agent.heard(SECOND));
        long now = SECOND;
        for (; now < 40 * SECOND; now += SECOND / 10) {
            assertThat(watch.lost(now, SECOND)).isEmpty();
        }
        for (; now < 43 * SECOND; now += SECOND / 10) {
            assertThat(watch.lost(now, now)).as("they have a while").isEmpty();
        }
        for (; now < 46 * SECOND; now += SECOND / 10) {
            watch.lost(now, now);
        }
        assertThat(watch.lost(now, now)).hasSize(2);
    }
}

package io.datastorm.connect;

import io.datastorm.core.result.RunSecond;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.run.DataStorm;
import io.datastorm.run.RunObserver;
import io.datastorm.run.RunPlan;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A run for tests that kill its process. Arguments: brokers, the address of a worker. */
final class KilledRun {
    private KilledRun() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        RunPlan plan = RunPlan.produce("killed")
                .rate(1_000)
                .duration(Duration.ofHours(1))
                .set(AgentOptions.AGENTS, "2")
                .set(AgentOptions.ON, "connect=" + arguments[1])
                .build();
        try (DataStorm storm = DataStorm.connect(arguments[0])) {
            storm.run(plan, new RunObserver() {
                @Override
                public void second(RunSecond second) {
                    out.println("measuring");
                }
            });
        }
    }
}

package io.datastorm.canary;

import io.datastorm.canary.figures.Objective;
import io.datastorm.canary.probe.ProbePlan;
import java.util.List;
import java.util.Optional;

/**
 * What a canary does, and what its cluster has promised.
 *
 * @param cluster addresses of brokers
 * @param probe what it sends
 * @param objectives what is judged
 * @param onViolation a command for {@code sh}, run when an objective is violated, and when it is met again
 */
public record CanaryPlan(String cluster, ProbePlan probe, List<Objective> objectives, Optional<String> onViolation) {}

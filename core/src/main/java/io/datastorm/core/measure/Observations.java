package io.datastorm.core.measure;

import java.util.List;

/**
 * What a judgement of the limit is made from: averages over the measured window.
 *
 * @param cpus cores of this machine
 * @param local whether the brokers share this machine
 * @param rateMet whether the asked rate was met; null if none was asked
 * @param generatorCores cores that the generator used
 * @param brokerCores cores that each local broker used
 * @param waitingShare part of the workers' time in which they waited for room in the sender's buffer, 0 to 1
 * @param throttledMillis longest quota pause that a broker asked for
 * @param ioStallShare part of the time in which some process of the machine waited for the disk, 0 to 1; null if unknown
 */
public record Observations(
        int cpus,
        boolean local,
        Boolean rateMet,
        double generatorCores,
        List<Double> brokerCores,
        double waitingShare,
        double throttledMillis,
        Double ioStallShare) {
    double allBrokerCores() {
        return brokerCores.stream().mapToDouble(Double::doubleValue).sum();
    }
}

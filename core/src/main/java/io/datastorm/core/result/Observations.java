package io.datastorm.core.result;

import io.datastorm.core.machine.Pressure;
import io.datastorm.core.result.broker.BrokerMeans;
import java.util.List;
import java.util.Map;

/**
 * What a judgement of the limit is made from: averages over the measured window.
 *
 * @param machine what was used of the machine
 * @param flow how records flowed
 * @param client what the sender tells of itself
 * @param link that was used most; null if the rate of none is known
 * @param brokers what each broker told by its own metrics; empty if none did
 */
public record Observations(Machine machine, Flow flow, Client client, Link link, List<BrokerMeans> brokers) {
    /** A link of the network, and what it carried in the direction that was used more. */
    public record Link(String name, double bitsPerSecond, double usedBitsPerSecond) {
        /** The part that was used, 0 to 1; headers of packets that no counter sees are left out. */
        public double share() {
            return usedBitsPerSecond / bitsPerSecond;
        }
    }

    /**
     * What was used of the machine.
     *
     * @param cores that this process may use
     * @param local whether the brokers share this machine
     * @param generatorCores cores that the generator used
     * @param brokerCores cores that each local broker used
     * @param processCores cores that processes used which work for the senders, by their names
     * @param busiest the thread of the generator that used most
     * @param loss what kept processes from running
     */
    public record Machine(
            double cores,
            boolean local,
            double generatorCores,
            List<Double> brokerCores,
            Map<String, Double> processCores,
            Busiest busiest,
            Pressure.Loss loss) {
        double allBrokerCores() {
            return brokerCores.stream().mapToDouble(Double::doubleValue).sum();
        }

        double allProcessCores() {
            return processCores.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }

        /** Cores of the generator, the brokers, and processes that work for the senders. */
        double ownCores() {
            return generatorCores + allBrokerCores() + allProcessCores();
        }

        /** Cores that programs used which have nothing to do with the run, as far as known. */
        double otherCores() {
            return Math.max(0, loss.busyCores() - ownCores());
        }

        /** Of the cores that were there: what the hypervisor gave to others was not. */
        double usedShare() {
            double there = cores - loss.stolenCores();
            return there > 0 ? ownCores() / there : 1;
        }
    }

    /** The thread that used most of one core. */
    public record Busiest(String name, double share) {}

    /**
     * How records flowed.
     *
     * @param seconds how long the window was
     * @param rateMet whether the asked rate was met; null if none was asked
     * @param silentShare part of the seconds in which nothing was acknowledged
     * @param failedShare part of the records that failed
     * @param mostFailed of what most of these failed; empty if none did
     */
    public record Flow(double seconds, Boolean rateMet, double silentShare, double failedShare, String mostFailed) {}

    /**
     * What the sender tells of itself.
     *
     * @param waitingShare part of the workers' time in which they waited for room, or for answers, without using a core
     * @param throttledShare part of the time in which a broker asked to wait because of a quota
     * @param bounded whether only so many records may be unacknowledged at a time
     * @param lingerSeconds how long a batch waits to become full
     * @param serviceSeconds the median from sending to acknowledgement
     * @param batchFill how full the batches in the producer's buffer were, 0 to 1; 0 if unknown
     */
    public record Client(
            double waitingShare,
            double throttledShare,
            boolean bounded,
            double lingerSeconds,
            double serviceSeconds,
            double batchFill) {}

    /**
     * What a group of consumers tells of itself.
     *
     * @param group its name
     * @param seconds from its first record to its last one
     * @param workingShare part of its members' time in which they were busy with records that they had
     * @param pacedShare part in which they waited because of the rate that it was given
     * @param ofRate what it has read, as a part of that rate; 0 if it was given none
     * @param caughtUp whether it had read everything that was there in most of the seconds
     */
    public record Reading(
            String group, double seconds, double workingShare, double pacedShare, double ofRate, boolean caughtUp) {
        /** Part of its members' time in which they waited for the brokers. */
        double waitingShare() {
            return Math.max(0, 1 - workingShare - pacedShare);
        }
    }

    /** Whether the asked rate was met; null if none was asked. */
    public Boolean rateMet() {
        return flow.rateMet();
    }
}

package io.datastorm.cli;

import io.datastorm.run.cluster.BuildVersions;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "datastorm " + BuildVersions.datastorm() + " (Kafka " + BuildVersions.kafka() + ", Java "
                    + Runtime.version().feature() + ")"
        };
    }
}

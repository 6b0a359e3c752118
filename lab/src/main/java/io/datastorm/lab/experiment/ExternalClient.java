package io.datastorm.lab.experiment;

import java.util.List;

/**
 * What a run is made with: {@code datastorm run}, that of another build of it, or somebody else's client. That is a
 * shell command that sends to a topic until it is ended. It finds the cluster in {@code $BOOTSTRAP} and the topic in
 * {@code $TOPIC}, and works in a directory that all programs of the experiment share.
 *
 * @param command for {@code sh -c}; empty for {@code datastorm run}
 * @param needs programs that must be on the PATH; the variant is left out where one is not
 * @param setup a command that is run once before the first run; may be empty
 * @param launcher the {@code datastorm} script of another build; empty for this one
 */
public record ExternalClient(String command, List<String> needs, String setup, String launcher) {
    /** {@code datastorm run}. */
    public static final ExternalClient DATASTORM = new ExternalClient("", List.of(), "", "");

    /** Whether it is somebody else's. */
    public boolean foreign() {
        return !command.isEmpty();
    }
}

package io.datastorm.cli.live;

import io.datastorm.cli.terminal.Screen;
import io.datastorm.live.library.LibraryServer;
import io.datastorm.live.library.ResultLibrary;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The runs of an experiment in a browser, while it goes on. */
public final class LibraryOptions {
    private static final String DASHBOARD = "--dashboard";
    private static final String LISTEN = "--dashboard-listen";

    @Option(
            names = DASHBOARD,
            description = "A page that shows the runs in a browser as they are made, on a free port of this machine. "
                    + "Prints its link.")
    private boolean dashboard;

    @Option(
            names = LISTEN,
            paramLabel = "HOST:PORT",
            description = "The same at this address. Other machines can reach it there, without TLS, if HOST is not "
                    + "a loopback address. Who has the link can read and delete the runs.")
    private String listen;

    /** Opens it if it was asked for, and says where it is. */
    public Optional<LibraryServer> open(Path results, Screen screen) throws IOException {
        if (!dashboard && listen == null) {
            return Optional.empty();
        }
        LibraryServer server = open(results, listen == null ? DASHBOARD : LISTEN, listen);
        introduce(server, "dashboard", screen);
        return Optional.of(server);
    }

    /** Opens it at an address, or at a free port of this machine if that is null. */
    static LibraryServer open(Path results, String option, String listen) throws IOException {
        InetSocketAddress address = ListenAddress.ofPage(option, listen);
        ResultLibrary library = new ResultLibrary(results);
        try {
            return new LibraryServer(address, library);
        } catch (IOException e) {
            throw ListenAddress.taken(option, address, e);
        }
    }

    /** Says where it is. */
    static void introduce(LibraryServer server, String name, Screen screen) {
        screen.say(name + ": " + server.link());
        if (server.reachable()) {
            screen.complain("The results are open to other machines, and there is no TLS: whoever sees the traffic"
                    + " can read them, and delete them.");
        }
    }
}

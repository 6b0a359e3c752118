package io.datastorm.cli.live;

import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a server of this process listens. */
public final class ListenAddress {
    private static final int MOST_PORT = 65_535;

    private ListenAddress() {}

    /**
     * Reads {@code HOST:PORT}.
     *
     * @param option that has it, for messages
     * @param wrong what to say if it is written in another way
     * @throws InvalidInput if it is written in another way, or there is no such host
     */
    static InetSocketAddress of(String option, String text, String wrong) {
        int colon = text.lastIndexOf(':');
        InetSocketAddress address = colon > 0 ? address(text.substring(0, colon), text.substring(colon + 1)) : null;
        if (address == null) {
            throw new InvalidInput(option, wrong);
        }
        if (address.isUnresolved()) {
            throw new InvalidInput(option, "there is no host '" + address.getHostString() + "'");
        }
        return address;
    }

    /**
     * Where a page listens.
     *
     * @param option that has it, for messages
     * @param text {@code HOST:PORT}; null: a free port of this machine
     */
    public static InetSocketAddress ofPage(String option, String text) {
        return text == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)
                : of(option, text, "must be HOST:PORT, such as 127.0.0.1:8080, got '%s'".formatted(text));
    }

    private static InetSocketAddress address(String host, String port) {
        try {
            int number = Integer.parseInt(port);
            boolean right = number >= 0 && number <= MOST_PORT;
            return right ? new InetSocketAddress(host.replaceAll("^\\[|\\]$", ""), number) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** It cannot listen there. */
    public static InvalidInput taken(String option, InetSocketAddress address, IOException why) {
        return new InvalidInput(
                option,
                "cannot listen at %s:%d: %s; take another address or port"
                        .formatted(address.getHostString(), address.getPort(), why.getMessage()));
    }
}

package io.datastorm.lab.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The experiments that ship. They are data: each is a file that a user could have written. */
public final class BuiltIn {
    /** Their names. */
    public static final List<String> NAMES = List.of(
            "evolution",
            "serialization",
            "compression",
            "zstd",
            "workers",
            "hybrid",
            "network",
            "grpc",
            "batch",
            "linger",
            "acks",
            "in-flight",
            "partitions",
            "brokers",
            "replication",
            "record-size",
            "adaptive",
            "gc",
            "transactions",
            "protocols",
            "fan-out",
            "backlog",
            "clients");

    private BuiltIn() {}

    /** The YAML of one. */
    public static String text(String name) {
        try (InputStream in = BuiltIn.class.getResourceAsStream(name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

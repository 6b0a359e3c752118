package io.datastorm.run.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that the build wrote down. */
public final class BuildVersions {
    private BuildVersions() {}

    /** The version of DataStorm. */
    public static String datastorm() {
        return text("version");
    }

    /** The version of Kafka that local brokers run and the clients speak. */
    public static String kafka() {
        return text("kafka");
    }

    private static String text(String key) {
        Properties properties = new Properties();
        try (InputStream in = BuildVersions.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(key);
    }
}

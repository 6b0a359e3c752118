package io.datastorm.kafka.admin;

import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Opens the door to a cluster, and explains a closed one within 15 seconds. */
public final class ClusterAccess {
    private static final int ANSWER_SECONDS = 10;
    private static final int CONNECT_MILLIS = 1000;

    private ClusterAccess() {}

    /**
     * An Admin client of a cluster that has answered.
     *
     * @throws AccessException if it cannot be reached or refuses access
     * @throws InvalidInput if the client settings are not usable
     */
    public static Admin connect(String bootstrapServers, Map<String, String> clientProperties) {
        Map<String, Object> config = properties(bootstrapServers, clientProperties);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000 / 2);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "datastorm-admin");
        config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        Admin admin = create(bootstrapServers, config);
        try {
            admin.describeCluster().clusterId().get(ANSWER_SECONDS + 1, TimeUnit.SECONDS);
            return admin;
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw explain(bootstrapServers, clientProperties, e.getCause());
        } catch (TimeoutException e) {
            admin.close(Duration.ZERO);
            throw explain(bootstrapServers, clientProperties, e);
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new AccessException("interrupted while connecting to " + bootstrapServers, e);
        }
    }

    /** What any client of this cluster needs. */
    public static Map<String, Object> properties(String bootstrapServers, Map<String, String> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return properties;
    }

    private static Admin create(String bootstrapServers, Map<String, Object> config) {
        try {
            return Admin.create(config);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwable root = root(e);
            if (cause instanceof ConfigException
                    && String.valueOf(cause.getMessage()).contains("bootstrap")) {
                throw new AccessException("cannot reach " + bootstrapServers + ": no such host; check the name", e);
            }
            throw new InvalidInput("--command-config", String.valueOf(root.getMessage()));
        }
    }

    /** Kafka wraps what went wrong into "Failed to create …" several times. */
    private static Throwable root(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static AccessException explain(String bootstrapServers, Map<String, String> properties, Throwable cause) {
        if (cause instanceof SslAuthenticationException) {
            return new AccessException(
                    "the TLS handshake with " + bootstrapServers + " failed: " + cause.getMessage()
                            + "; check that this port speaks TLS (security.protocol) and "
                            + "that its certificate is trusted"
                            + " (ssl.truststore.location)",
                    cause);
        }
        if (cause instanceof SaslAuthenticationException) {
            return new AccessException(
                    "the login at " + bootstrapServers + " failed: " + cause.getMessage()
                            + "; check sasl.mechanism, user and password in --command-config",
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new AccessException(
                    "access at " + bootstrapServers + " was refused: " + cause.getMessage()
                            + "; the user needs an ACL for it",
                    cause);
        }
        List<String> found = new ArrayList<>();
        for (String address : bootstrapServers.split(",", -1)) {
            found.add(probe(address.trim(), properties));
        }
        return new AccessException(
                "no answer from Kafka at " + bootstrapServers + ":\n  " + String.join("\n  ", found), cause);
    }

    /** What a plain connection to the address tells. */
    private static String probe(String address, Map<String, String> properties) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon).replace("[", "").replace("]", "");
        InetSocketAddress target = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        if (target.isUnresolved()) {
            return address + ": there is no host of this name; check the name";
        }
        try (Socket socket = new Socket()) {
            socket.connect(target, CONNECT_MILLIS);
            String protocol = properties.getOrDefault("security.protocol", "PLAINTEXT");
            return address + ": something listens, but gives no Kafka answer to security.protocol=" + protocol
                    + "; check that this is Kafka's port, and whether it wants another "
                    + "protocol (PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL)"
                    + " in --command-config";
        } catch (IOException e) {
            return address + ": " + e.getMessage() + "; check that the broker runs, and the port";
        }
    }
}

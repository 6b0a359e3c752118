package io.datastorm.kafka.registry;

import io.datastorm.generator.input.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * Properties for access to a registry, under the names that Confluent's serializers have for them. Values may be
 * references that {@code config.providers} resolve (KIP-297, KIP-421).
 *
 * <p>Immutable; secrets are in no text of it.
 */
public final class RegistryProperties {
    private static final String PREFIX = "schema.registry.";
    private static final String SOURCE = "basic.auth.credentials.source";
    private static final String USER = "basic.auth.user.info";
    private static final String TOKEN_SOURCE = "bearer.auth.credentials.source";
    private static final String TOKEN = "bearer.auth.token";
    private static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    SOURCE,
                    ConfigDef.Type.STRING,
                    "USER_INFO",
                    ConfigDef.ValidString.in("USER_INFO"),
                    ConfigDef.Importance.MEDIUM,
                    "")
            .define(USER, ConfigDef.Type.PASSWORD, null, ConfigDef.Importance.MEDIUM, "")
            .define(
                    TOKEN_SOURCE,
                    ConfigDef.Type.STRING,
                    "STATIC_TOKEN",
                    ConfigDef.ValidString.in("STATIC_TOKEN"),
                    ConfigDef.Importance.MEDIUM,
                    "")
            .define(TOKEN, ConfigDef.Type.PASSWORD, null, ConfigDef.Importance.MEDIUM, "")
            .withClientSslSupport();

    private final AbstractConfig config;

    /**
     * Reads them.
     *
     * @throws InvalidInput if a value is not usable
     */
    public RegistryProperties(Map<String, String> properties) {
        Map<String, String> plain = new HashMap<>();
        properties.forEach((name, value) -> plain.put(plain(name), value));
        try {
            config = new AbstractConfig(DEFINITION, plain, false);
        } catch (ConfigException e) {
            throw new InvalidInput("schema registry", e.getMessage());
        }
    }

    /** Whether a setting of clients is one of them. */
    public static boolean owns(String name) {
        return name.startsWith(PREFIX) || name.startsWith("basic.auth.") || name.startsWith("bearer.auth.");
    }

    /** The names that there are. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String name : DEFINITION.names()) {
            names.add(name.startsWith("ssl.") ? PREFIX + name : name);
            names.add(PREFIX + name);
        }
        return names;
    }

    private static String plain(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** The value of the header {@code Authorization}, if there is one. */
    Optional<String> authorization() {
        Optional<String> basic = secret(USER)
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        return basic.or(() -> secret(TOKEN).map(token -> "Bearer " + token));
    }

    /** A text without the secrets that are sent to the registry. */
    String withoutSecrets(String text) {
        String rest = text;
        for (Optional<String> secret : List.of(authorization(), secret(TOKEN), secret(USER))) {
            rest = secret.isPresent() ? rest.replace(secret.get(), "********") : rest;
        }
        return rest;
    }

    private Optional<String> secret(String name) {
        return Optional.ofNullable(config.getPassword(name)).map(Password::value);
    }

    /**
     * For TLS, if a store of keys or of trusted certificates is given.
     *
     * @throws InvalidInput if one cannot be used
     */
    Optional<SSLContext> tls() {
        if (config.originals().keySet().stream().noneMatch(name -> name.startsWith("ssl."))) {
            return Optional.empty();
        }
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(config.values());
            return Optional.of(factory.sslContext());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new InvalidInput("schema.registry.ssl", cause.getMessage());
        }
    }
}

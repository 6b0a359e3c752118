package io.datastorm.kafka.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastorm.generator.RegisteredSchema;
import io.datastorm.generator.input.Credentials;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;

/**
 * A client of a schema registry: asks for the ids of schemas, and registers them. Thread-safe.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">Its REST interface</a>
 */
public final class SchemaRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_MESSAGE = 500;
    private static final int DEEPEST = 32;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<URI> urls;
    private final RegistryProperties properties;
    private final HttpClient http;

    /**
     * Connects nowhere yet.
     *
     * @param urls of its instances; the first that answers is asked
     * @throws InvalidInput if a property is not usable
     */
    public SchemaRegistry(List<URI> urls, RegistryProperties properties) {
        this.urls = List.copyOf(urls);
        this.properties = properties;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        properties.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /**
     * The id of a schema under a subject; one that is not there yet is registered.
     *
     * @throws InvalidInput if the registry cannot be reached, refuses, or calls the schema incompatible
     */
    public int register(String subject, RegisteredSchema schema) {
        return id(subject, "/versions", schema);
    }

    /**
     * The id of a schema under a subject.
     *
     * @throws InvalidInput if the registry cannot be reached, refuses, or does not have it
     */
    public int lookup(String subject, RegisteredSchema schema) {
        return id(subject, "", schema);
    }

    /**
     * The schema of an id.
     *
     * @throws InvalidInput if the registry cannot be reached, refuses, or has none
     */
    public RegisteredSchema schema(int id) {
        Answer answer = ask("/schemas/ids/" + id, Optional.empty());
        if (answer.status() == 404 && answer.code() != 404) {
            throw problem(answer.url(), "does not have a schema of id %d".formatted(id));
        }
        if (answer.status() != 200) {
            throw refused(answer, "");
        }
        return schema(answer, 0);
    }

    /** With those that it refers to. */
    private RegisteredSchema schema(Answer answer, int depth) {
        if (depth > DEEPEST) {
            throw problem(answer.url(), "has a schema whose references lead more than %d deep".formatted(DEEPEST));
        }
        List<RegisteredSchema.Reference> references = new ArrayList<>();
        for (JsonNode each : answer.json().path("references")) {
            Answer found = ask(
                    "/subjects/%s/versions/%d"
                            .formatted(
                                    encoded(each.path("subject").asText()),
                                    each.path("version").asInt()),
                    Optional.empty());
            if (found.status() != 200) {
                throw refused(found, each.path("subject").asText());
            }
            references.add(new RegisteredSchema.Reference(each.path("name").asText(), schema(found, depth + 1)));
        }
        return new RegisteredSchema(
                answer.json().path("schemaType").asText(RegisteredSchema.AVRO),
                answer.json().path("schema").asText(),
                Optional.empty(),
                references);
    }

    private int id(String subject, String action, RegisteredSchema schema) {
        return ask(subject, action, schema, "id", new HashMap<>());
    }

    /** What the registry says of a schema under a subject: its id, or its version. */
    private int ask(
            String subject, String action, RegisteredSchema schema, String wanted, Map<String, Integer> versions) {
        String path = "/subjects/" + encoded(subject) + action;
        ObjectNode body = MAPPER.createObjectNode().put("schema", schema.text());
        if (!schema.type().equals(RegisteredSchema.AVRO)) {
            body.put("schemaType", schema.type());
        }
        if (!schema.references().isEmpty()) {
            ArrayNode references = body.putArray("references");
            schema.references().forEach(each -> references.add(reference(each, action, versions)));
        }
        Answer answer = ask(path, Optional.of(body.toString()));
        JsonNode found = answer.json().path(wanted);
        if (answer.status() != 200) {
            throw refused(answer, subject);
        }
        if (!found.isInt()) {
            throw problem(
                    answer.url(),
                    "its answer has no %s: it is not a registry with Confluent's REST interface".formatted(wanted));
        }
        return found.intValue();
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A schema that others refer to is under a subject of its own, where it has a version. */
    private ObjectNode reference(RegisteredSchema.Reference reference, String action, Map<String, Integer> versions) {
        String name = reference.name();
        if (!versions.containsKey(name)) {
            if (!action.isEmpty()) {
                ask(name, action, reference.schema(), "id", versions);
            }
            versions.put(name, ask(name, "", reference.schema(), "version", versions));
        }
        return MAPPER.createObjectNode().put("name", name).put("subject", name).put("version", versions.get(name));
    }

    /** What came back. */
    private record Answer(URI url, int status, JsonNode json) {
        String message() {
            return json.path("message").asText("").strip();
        }

        /** Confluent's code, of which the first three digits are HTTP's. */
        int code() {
            return json.path("error_code").asInt(status);
        }
    }

    /**
     * The registry's own words; empty if it has none. What it repeats of what it was sent is nobody else's business.
     */
    private String words(Answer answer) {
        String words = Credentials.masked(properties.withoutSecrets(answer.message()));
        return words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) + " …" : words;
    }

    /** The first answer that is not of an instance in trouble. */
    private Answer ask(String path, Optional<String> body) {
        InvalidInput trouble = null;
        for (URI url : urls) {
            try {
                Answer answer = ask(url, path, body);
                if (answer.status() < 500) {
                    return answer;
                }
                trouble = problem(url, "answered %d: %s".formatted(answer.status(), words(answer)));
            } catch (SSLException e) {
                trouble = problem(
                        url,
                        "TLS failed: %s; its certificate's store is schema.registry.ssl.truststore.location of "
                                        .formatted(e.getMessage())
                                + "--command-config");
            } catch (IOException e) {
                String why = e.getMessage() == null ? "" : ": " + e.getMessage();
                trouble = problem(url, "cannot be reached%s; is it running, and is the URL right?".formatted(why));
            }
        }
        throw trouble;
    }

    /** With a body it is posted. */
    private Answer ask(URI url, String path, Optional<String> body) throws IOException {
        URI to = URI.create(url.toString().replaceAll("/+$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("Content-Type", JSON)
                .header("Accept", JSON + ", application/json");
        body.ifPresent(text -> request.POST(HttpRequest.BodyPublishers.ofString(text)));
        properties.authorization().ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(url, response.statusCode(), json(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }

    private InvalidInput refused(Answer answer, String subject) {
        String words = words(answer).isEmpty() ? "" : ": " + words(answer);
        String what =
                switch (answer.status()) {
                    case 401, 403 ->
                        "refuses access (%d)%s; basic.auth.user.info or bearer.auth.token of --command-config"
                                        .formatted(answer.status(), words)
                                + " says who you are";
                    // What is sent has a password in it: it goes nowhere else by itself.
                    case 301, 302, 303, 307, 308 ->
                        "redirects to another URL (%d); give that".formatted(answer.status());
                    case 404 ->
                        answer.code() == 404
                                ? "has no registry at this path (404); Apicurio's is /apis/ccompat/v7"
                                : "does not have the schema under subject %s%s; without --register-schemas=false it "
                                                .formatted(subject, words)
                                        + "is registered";
                    case 409 -> "calls the schema incompatible with those of subject %s%s".formatted(subject, words);
                    case 422 -> "does not take the schema for subject %s%s".formatted(subject, words);
                    default -> "answered %d%s".formatted(answer.status(), words);
                };
        return problem(answer.url(), what);
    }

    private static InvalidInput problem(URI url, String what) {
        return new InvalidInput("schema registry " + url, what);
    }
}

package io.datastorm.cli.live;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.live.metrics.OtlpExporter;
import io.datastorm.live.metrics.PrometheusEndpoint;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Where the figures of a run go: {@code prometheus}, {@code prometheus:PORT}, {@code prometheus:HOST:PORT}, or
 * {@code otlp=URL}.
 *
 * @param prometheus where Prometheus scrapes them; empty if it does not
 * @param otlp where they are pushed; empty if they are not
 */
public record MetricsTargets(Optional<InetSocketAddress> prometheus, Optional<URI> otlp) {
    public static final String OPTION = "--metrics";

    private static final String PROMETHEUS = "prometheus";
    private static final String OTLP = "otlp=";
    private static final String OTLP_PATH = "/v1/metrics";

    /**
     * Reads what was given.
     *
     * @throws InvalidInput if something is written in another way, or given twice
     */
    public static MetricsTargets of(List<String> texts) {
        Optional<InetSocketAddress> prometheus = Optional.empty();
        Optional<URI> otlp = Optional.empty();
        for (String text : texts) {
            boolean pushed = text.startsWith(OTLP);
            if (pushed ? otlp.isPresent() : prometheus.isPresent()) {
                throw new InvalidInput(OPTION, "'%s' is one too many: give prometheus and otlp once".formatted(text));
            }
            if (pushed) {
                otlp = Optional.of(url(text.substring(OTLP.length())));
            } else {
                prometheus = Optional.of(address(text));
            }
        }
        return new MetricsTargets(prometheus, otlp);
    }

    private static InetSocketAddress address(String text) {
        if (text.equals(PROMETHEUS)) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), PrometheusEndpoint.PORT);
        }
        String wrong =
                "must be prometheus, prometheus:PORT, prometheus:HOST:PORT or otlp=URL, got '%s'".formatted(text);
        if (!text.startsWith(PROMETHEUS + ":")) {
            throw new InvalidInput(OPTION, wrong);
        }
        String rest = text.substring(PROMETHEUS.length() + 1);
        return ListenAddress.of(OPTION, rest.contains(":") ? rest : "127.0.0.1:" + rest, wrong);
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.getRawUserInfo() != null) {
                throw new InvalidInput(
                        OPTION, "the URL must have no user or password; put a header into OTEL_EXPORTER_OTLP_HEADERS");
            }
            if (List.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                boolean alone = url.getRawPath().isEmpty() || url.getRawPath().equals("/");
                return alone ? url.resolve(OTLP_PATH) : url;
            }
        } catch (URISyntaxException e) {
            // It is none.
        }
        throw new InvalidInput(OPTION, "otlp= must have a URL, such as otlp=http://localhost:4318, got '" + text + "'");
    }

    /**
     * Opens what was asked for.
     *
     * @throws InvalidInput if it cannot listen there
     */
    public MetricsOutputs open(MultiCollector metrics) {
        Optional<PrometheusEndpoint> endpoint = endpoint(metrics);
        return new MetricsOutputs(endpoint, otlp.map(url -> new OtlpExporter(metrics, url)));
    }

    private Optional<PrometheusEndpoint> endpoint(MultiCollector metrics) {
        return prometheus.map(address -> {
            try {
                return new PrometheusEndpoint(metrics, address);
            } catch (IOException e) {
                throw ListenAddress.taken(OPTION, address, e);
            }
        });
    }
}

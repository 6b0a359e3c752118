package io.datastorm.run.broker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Where a broker tells its metrics in Prometheus's text format. Thread-safe. */
public interface MetricsSource {
    /** Reads them now; an old answer may come again. */
    String read() throws IOException, InterruptedException;

    /** An endpoint, such as that of the exporter of JMX. */
    static MetricsSource http(URI url) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
        return () -> {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("it answers with status " + answer.statusCode());
            }
            return answer.body();
        };
    }
}

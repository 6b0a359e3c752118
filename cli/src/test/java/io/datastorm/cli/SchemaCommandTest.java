package io.datastorm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.cli.terminal.ExitCode;
import io.datastorm.generator.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class SchemaCommandTest {
    static final List<String> TEMPLATES = Templates.NAMES;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @FieldSource("TEMPLATES")
    void samplesAreJsonLines(String template) throws IOException {
        Cli cli = Cli.run("schema", "sample", template, "-n", "3");
        assertThat(cli.code()).isZero();
        List<String> lines = cli.out().lines().toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            JsonNode record = new ObjectMapper().readTree(line);
            assertThat(record.isObject()).isTrue();
        }
    }

    @Test
    void samplesOfAWorkloadReferToEachOther() throws IOException {
        String shop = Path.of("..", "workloads", "shop.yaml").toString();
        List<String> all =
                Cli.run("schema", "sample", shop, "-n", "2").out().lines().toList();
        assertThat(all).hasSize(12).contains("customers:", "orders:", "payments:", "shipments:");
        Map<String, JsonNode> customers = samples(shop, "customers", 2000);
        Map<String, JsonNode> orders = samples(shop, "orders", 50);
        assertThat(orders.values()).allSatisfy(order -> assertThat(
                        customers.get(order.get("customerId").asText()).get("city"))
                .isEqualTo(order.get("shipTo")));
        assertThat(Cli.run("schema", "sample", shop, "--stream", "order").err())
                .contains("--stream: there is no stream 'order'", "did you mean 'orders'?");
        assertThat(Cli.run("schema", "sample", "order", "--stream", "orders").err())
                .contains("--stream: is for workloads (.yaml), not for order");
    }

    private static Map<String, JsonNode> samples(String workload, String stream, int count) throws IOException {
        Map<String, JsonNode> byId = new HashMap<>();
        Cli cli = Cli.run("schema", "sample", workload, "--stream", stream, "-n", Integer.toString(count));
        for (String line : cli.out().lines().toList()) {
            JsonNode record = new ObjectMapper().readTree(line);
            byId.put(record.get("id").asText(), record);
        }
        assertThat(byId).hasSize(count);
        return byId;
    }

    @Test
    void schemaCheckTellsWhatIsWrong() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.avsc"), "{\"type\": \"recrd\"}");
        Cli cli = Cli.run("schema", "check", bad.toString());
        assertThat(cli.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cli.err()).contains("bad.avsc:1:10: unknown type 'recrd'; did you mean 'record'?");
        assertThat(Cli.run("schema", "check", "payment").out()).contains("paymentId", "createdAt");
        assertThat(Cli.run("schema", "sample", directory.resolve("none.avsc").toString())
                        .err())
                .contains("no such file");
    }
}

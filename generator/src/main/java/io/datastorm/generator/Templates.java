package io.datastorm.generator;

import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/** The schemas that ship with DataStorm, each a readable {@code .avsc} file. */
public final class Templates {
    /** The names, in the order in which they are shown. */
    public static final List<String> NAMES = List.of("reading", "order", "payment", "clickstream", "sensor", "tweet");

    /** Before the name of a quickstart of Confluent's Datagen: a schema of our own with the same fields. */
    public static final String QUICKSTART = "quickstart/";

    /** The names of Datagen's quickstarts. */
    public static final List<String> QUICKSTARTS = List.of(
            "campaign_finance",
            "clickstream",
            "clickstream_codes",
            "clickstream_users",
            "credit_cards",
            "device_information",
            "fleet_mgmt_description",
            "fleet_mgmt_location",
            "fleet_mgmt_sensors",
            "gaming_games",
            "gaming_player_activity",
            "gaming_players",
            "insurance_customer_activity",
            "insurance_customers",
            "insurance_offers",
            "inventory",
            "orders",
            "pageviews",
            "payroll_bonus",
            "payroll_employee",
            "payroll_employee_location",
            "pizza_orders",
            "pizza_orders_cancelled",
            "pizza_orders_completed",
            "product",
            "purchases",
            "ratings",
            "shoe_clickstream",
            "shoe_customers",
            "shoe_orders",
            "shoes",
            "siem_logs",
            "stock_trades",
            "stores",
            "syslog_logs",
            "transactions",
            "users",
            "users_");

    private Templates() {}

    /**
     * The text of a template's schema.
     *
     * @throws InvalidInput with the list of names, if there is none of this name
     */
    public static String text(String name) {
        if (name.startsWith(QUICKSTART)) {
            requireQuickstart(name.substring(QUICKSTART.length()));
        } else if (!NAMES.contains(name)) {
            throw unknown("template", name, NAMES);
        }
        try (InputStream in = Templates.class.getResourceAsStream("templates/" + name + ".avsc")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The field that is the key of a quickstart's records.
     *
     * @throws InvalidInput with the list of names, if there is none of this name
     */
    public static String quickstartKey(String name) {
        requireQuickstart(name);
        return new Schema.Parser().parse(text(QUICKSTART + name)).getProp("keyField");
    }

    private static void requireQuickstart(String name) {
        if (!QUICKSTARTS.contains(name)) {
            throw unknown("quickstart", name, QUICKSTARTS);
        }
    }

    private static InvalidInput unknown(String kind, String name, List<String> names) {
        return new InvalidInput(
                kind,
                "there is no %s '%s'; there are %s".formatted(kind, name, String.join(", ", names))
                        + Nearest.hint(name, names));
    }
}

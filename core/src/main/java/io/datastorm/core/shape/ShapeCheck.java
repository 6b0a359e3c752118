package io.datastorm.core.shape;

import io.datastorm.generator.input.Problem;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a shape that somebody has changed by hand. */
final class ShapeCheck {
    private static final int LARGEST_HEADER = 1 << 30;
    private static final int MOST_HEADERS = 1000;
    private static final int MOST_RATES = 10_000;
    private static final double MOST_RATE = 1e9;
    private static final double MOST_SECONDS = 1e9;

    private final String where;
    private final List<Problem> problems = new ArrayList<>();

    private ShapeCheck(String where) {
        this.where = where;
    }

    /** A message for each. */
    static List<Problem> problems(String where, TopicShape shape) {
        ShapeCheck check = new ShapeCheck(where);
        check.require("partitions", shape.partitions() > 0, "must be 1 or more");
        check.values(shape.values());
        shape.keys().ifPresent(check::keys);
        check.headers(shape.headers());
        shape.arrival().ifPresent(check::arrival);
        return check.problems;
    }

    private void values(TopicShape.Values values) {
        require("values.tombstones", share(values.tombstones()), "must be 0 to 1");
        require(
                "values.compression",
                values.compression().values().stream().allMatch(left -> left != null && left >= 0 && left < MOST_RATE),
                "must be what each codec leaves, such as lz4: 0.5");
    }

    private void keys(TopicShape.Keys keys) {
        require("keys.draw", keys.draw() != null, "is missing: such as uniform:1000");
        require("keys.size", keys.size() > 0, "must be 1 or more");
        require("keys.share", share(keys.share()), "must be 0 to 1");
    }

    private void headers(List<TopicShape.Header> headers) {
        require("headers", headers.size() <= MOST_HEADERS, "must be %d at most".formatted(MOST_HEADERS));
        for (TopicShape.Header header : headers) {
            if (header == null || header.name() == null) {
                require("headers", false, "must have names");
                continue;
            }
            String name = "headers, " + header.name();
            require(
                    name,
                    header.size() >= 0 && header.size() <= LARGEST_HEADER,
                    "the size must be 0 to %,d bytes".formatted(LARGEST_HEADER));
            require(name, share(header.share()), "the share must be 0 to 1");
        }
    }

    private void arrival(TopicShape.Arrival arrival) {
        require(
                "arrival.seconds",
                arrival.seconds() > 0 && arrival.seconds() <= MOST_SECONDS,
                "must be above 0 and at most 1,000,000,000");
        boolean rates = arrival.rates() != null
                && !arrival.rates().isEmpty()
                && arrival.rates().size() <= MOST_RATES
                && arrival.rates().stream().allMatch(rate -> rate != null && rate >= 0 && rate <= MOST_RATE);
        require("arrival.rates", rates, "must be records per second, 1 to %,d of them".formatted(MOST_RATES));
    }

    private static boolean share(double share) {
        return share >= 0 && share <= 1;
    }

    private void require(String part, boolean fine, String what) {
        if (!fine) {
            problems.add(new Problem(where, part + ": " + what));
        }
    }
}

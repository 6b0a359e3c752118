package io.datastorm.generator.value;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * Strings of one expression of Datafaker, such as {@code #{internet.emailAddress}}. What it makes depends on the
 * randomness of the value alone.
 *
 * @see <a href="https://www.datafaker.net/documentation/expressions/">Datafaker's expressions</a>
 */
final class FakerMaker implements ValueMaker {
    private final String expression;
    private final ThreadLocal<Seeded> fakers;

    /** A Faker whose randomness can be set. */
    static final class Seeded {
        private final Random random = new Random();
        private final Faker faker = new Faker(Locale.ENGLISH, random);

        /** One for each thread; they know all providers, and so are for all fields. */
        static ThreadLocal<Seeded> forEachThread() {
            return ThreadLocal.withInitial(Seeded::new);
        }
    }

    /**
     * Tries the expression.
     *
     * @throws IllegalArgumentException if it is none
     */
    FakerMaker(String expression, ThreadLocal<Seeded> fakers) {
        this.fakers = fakers;
        this.expression = works(expression) ? expression : ofMethods(expression);
        if (!works(this.expression)) {
            throw new IllegalArgumentException(
                    "faker '%s' is not an expression of Datafaker; write #{internet.emailAddress}, for example"
                            .formatted(expression));
        }
    }

    /** A provider that is written with a capital is looked for among Java's methods only, not in lists of words. */
    private static String ofMethods(String expression) {
        return Pattern.compile("#\\{[a-z]").matcher(expression).replaceAll(match -> match.group()
                .toUpperCase(Locale.ROOT));
    }

    private boolean works(String tried) {
        try {
            fakers.get().faker.expression(tried);
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    @Override
    public String make(Draft draft) {
        Seeded own = fakers.get();
        own.random.setSeed(draft.random().nextLong());
        return own.faker.expression(expression);
    }
}

package io.datastorm.generator.value;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import io.datastorm.generator.rule.Length;
import io.datastorm.generator.rule.PatternCheck;
import io.datastorm.generator.rule.Rule;
import java.util.Optional;

/** Makes strings as a rule says; where it says nothing, a few plain words. */
final class Texts {
    private static final int MOST_DRAWS = 1000;

    private final ThreadLocal<FakerMaker.Seeded> fakers = FakerMaker.Seeded.forEachThread();

    ValueMaker of(Rule rule) {
        ValueMaker inner = inner(rule);
        Rule.TextRule text = rule.text();
        return text.prefix().isEmpty() && text.suffix().isEmpty()
                ? inner
                : draft -> text.prefix() + inner.make(draft) + text.suffix();
    }

    private ValueMaker inner(Rule rule) {
        if (rule.iteration().isPresent()) {
            return draft -> Long.toString(rule.iteration().get().value(draft.position()));
        }
        if (rule.text().expression().isPresent()) {
            return new FakerMaker(rule.text().expression().get(), fakers);
        }
        if (rule.text().pattern().isPresent()) {
            return pattern(rule.text().pattern().get(), rule.length());
        }
        return rule.length()
                .map(Texts::words)
                .orElse(draft -> Words.text(draft.random(), 1 + draft.random().nextInt(3)));
    }

    private static ValueMaker words(Length length) {
        return draft -> {
            int characters = (int) draft.between(length.least(), length.most());
            // A word is shorter than eight letters on average: this many surely fill the length.
            return Words.text(draft.random(), characters / 3 + 1).substring(0, characters);
        };
    }

    private static ValueMaker pattern(String pattern, Optional<Length> length) {
        RgxGenProperties properties = new RgxGenProperties();
        RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(
                properties, length.map(Length::most).orElse(PatternCheck.REPETITIONS));
        RgxGen generator = RgxGen.parse(properties, pattern);
        if (length.isEmpty()) {
            return draft -> generator.generate(draft.random());
        }
        ValueMaker fitting = draft -> fitting(generator, length.get(), draft);
        if (fitting.make(new Draft(0, 0)) == null) {
            throw new IllegalArgumentException("the pattern '%s' makes no string of %,d to %,d characters"
                    .formatted(pattern, length.get().least(), length.get().most()));
        }
        return draft -> {
            Object made = fitting.make(draft);
            return made == null ? fitting.make(new Draft(0, 0)) : made;
        };
    }

    private static String fitting(RgxGen generator, Length length, Draft draft) {
        for (int i = 0; i < MOST_DRAWS; i++) {
            String made = generator.generate(draft.random());
            if (made.length() >= length.least() && made.length() <= length.most()) {
                return made;
            }
        }
        return null;
    }
}

package io.datastorm.generator.value;

import java.util.List;
import java.util.Random;

/** Short plain words for strings that nothing is known about. */
public final class Words {
    private static final List<String> WORDS = List.of(
            "amber", "anchor", "april", "arrow", "atlas", "autumn", "bamboo", "beacon", "birch", "blue", "bridge",
            "cabin", "canyon", "cedar", "chalk", "cloud", "coast", "copper", "coral", "delta", "desert", "dune",
            "eagle", "early", "ember", "falcon", "fern", "field", "flint", "forest", "frost", "garden", "garnet",
            "glacier", "granite", "green", "harbor", "hazel", "heron", "hill", "island", "ivory", "jade", "juniper",
            "lagoon", "lake", "lark", "linen", "maple", "marble", "meadow", "mist", "moss", "north", "oak", "ocean",
            "olive", "opal", "orchid", "otter", "pearl", "pebble", "pine", "plain", "prairie", "quartz", "quiet",
            "rain", "raven", "reed", "ridge", "river", "robin", "saffron", "sage", "sand", "shore", "silver", "sky",
            "slate", "snow", "south", "spring", "stone", "storm", "summer", "swift", "thistle", "timber", "topaz",
            "valley", "velvet", "violet", "west", "willow", "winter");

    private Words() {}

    /** One of them. */
    public static String at(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Words with blanks between them. */
    static String text(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(at(random));
        }
        return text.toString();
    }
}

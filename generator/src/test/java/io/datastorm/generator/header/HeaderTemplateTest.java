package io.datastorm.generator.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.generator.stamp.Freshness;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

final class HeaderTemplateTest {
    private static String text(HeaderTemplate template, long number, long millis) {
        Freshness now = new Freshness();
        now.set(number, millis);
        byte[] value = template.blank();
        template.places().forEach(place -> place.stamp().write(value, place.offset(), place.width(), now));
        return new String(value, StandardCharsets.UTF_8);
    }

    @Example
    void eachPlaceholderBecomesItsText() {
        HeaderTemplate template =
                HeaderTemplate.of("h", "ä {sequence}|{now}|{millis}|{uuid}|00-{random:32}-{random:16}-01", 1);
        assertThat(text(template, 6, 1_795_000_000_123L))
                .matches("ä 000000000007\\|2026-11-18T11:06:40\\.123Z\\|1795000000123\\|"
                        + "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\|"
                        + "00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Example
    void otherBracesAreText() {
        for (String text : new String[] {"{}", "{\"a\": 1}", "{A}", "{ uuid }", "${NAME}", "{{"}) {
            HeaderTemplate template = HeaderTemplate.of("h", text, 1);
            assertThat(template.places()).isEmpty();
            assertThat(text(template, 1, 1)).isEqualTo(text);
        }
    }

    @Example
    void whatLooksLikeAPlaceholderAndIsNoneIsRefused() {
        for (String text : new String[] {"{uid}", "{random}", "{random:0}", "{random:65}", "{uuid:3}"}) {
            assertThatThrownBy(() -> HeaderTemplate.of("h", "x" + text, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("in braces, got '" + text + "'");
        }
    }

    @Property
    void eachRecordHasAnotherTextAndAlwaysTheSame(
            @ForAll long seed, @ForAll @LongRange(min = 0, max = 1L << 40) long first) {
        HeaderTemplate template = HeaderTemplate.of("h", "{random:16}", seed);
        Set<String> texts = new HashSet<>();
        for (long number = first; number < first + 100; number++) {
            assertThat(texts.add(text(template, number, 0))).isTrue();
            assertThat(text(HeaderTemplate.of("h", "{random:16}", seed), number, 5))
                    .isEqualTo(text(template, number, 0));
        }
    }

    @Example
    void headersOfOneRecordDiffer() {
        assertThat(text(HeaderTemplate.of("a", "{uuid}", 1), 1, 1))
                .isNotEqualTo(text(HeaderTemplate.of("b", "{uuid}", 1), 1, 1));
        String twice = text(HeaderTemplate.of("a", "{random:8}{random:8}", 1), 1, 1);
        assertThat(twice.substring(0, 8)).isNotEqualTo(twice.substring(8));
    }
}

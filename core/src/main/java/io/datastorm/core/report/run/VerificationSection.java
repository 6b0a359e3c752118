package io.datastorm.core.report.run;

import io.datastorm.core.report.page.Page.Folded;
import io.datastorm.core.report.page.Page.Section;
import io.datastorm.core.report.page.Page.Table;
import io.datastorm.core.report.summary.VerificationText;
import io.datastorm.core.report.text.NumberFormat;
import io.datastorm.core.result.Verification;
import java.util.List;
import java.util.stream.LongStream;

/** What reading everything back has shown. */
final class VerificationSection {
    private static final int FEW_PLACES = 3;

    private VerificationSection() {}

    static Section of(Verification found) {
        Section section = Section.of("Is anything lost?");
        for (String line : VerificationText.findings(found)) {
            section = section.text(line);
        }
        section = section.with(table(found));
        List<String> places = VerificationText.places(found);
        if (places.size() > FEW_PLACES) {
            return section.with(new Folded("The first %d places".formatted(places.size()), places));
        }
        for (String place : places) {
            section = section.text(place);
        }
        return section;
    }

    private static Table table(Verification found) {
        List<String> columns = List.of(
                "read", "lost", "duplicated", "reordered", "corrupted", "misplaced", "phantom", "foreign", "unread");
        LongStream figures = LongStream.of(
                found.read(),
                found.lost(),
                found.duplicated(),
                found.reordered(),
                found.corrupted(),
                found.misplaced(),
                found.phantom(),
                found.foreign(),
                found.unread());
        return new Table(columns, List.of(figures.mapToObj(NumberFormat::whole).toList()));
    }
}

package io.datastorm.run;

import io.datastorm.core.measure.recorder.Summaries;
import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import io.datastorm.kafka.verify.LiveReader;
import io.datastorm.run.load.LoadGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;

/** Reads back what the streams of a run have sent, and adds to the result what was found of each and of all. */
record RunVerification(List<StreamRun> streams, LoadGenerator generator, Admin admin) {
    /** The same result with what was found. */
    RunResult add(RunResult result) throws IOException {
        // First of all: what follows takes long, and may be interrupted. Where something is missing there is no seal.
        for (StreamRun stream : streams) {
            if (generator.journalsComplete()) {
                stream.seal(admin);
            } else {
                stream.flush();
            }
        }
        List<Optional<LiveReader.Measured>> measured =
                streams.stream().map(stream -> stream.endToEnd(admin)).toList();
        List<RunResult.Stream> each = new ArrayList<>();
        List<Verification> found = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            Verification verification = streams.get(i).verify(admin);
            found.add(verification);
            RunResult.EndToEnd endToEnd = endToEnd(measured.get(i).stream().toList());
            each.add(result.streams().get(i).verified(endToEnd, verification));
        }
        RunResult.EndToEnd all =
                endToEnd(measured.stream().flatMap(Optional::stream).toList());
        List<String> names = each.stream().map(RunResult.Stream::name).toList();
        return result.verified(all, Verification.ofAll(names, found), each);
    }

    private String clock() {
        return generator.agents().isEmpty()
                ? "the generator's own monotonic clock: generator and reader are one process"
                : "the reader's clock; those of the agents were compared with it, see agents[].clockErrorMillis";
    }

    /** Null if nothing was measured. */
    private RunResult.EndToEnd endToEnd(List<LiveReader.Measured> measured) {
        if (measured.isEmpty()) {
            return null;
        }
        Histogram all = new Histogram(measured.get(0).latency());
        all.reset();
        measured.forEach(one -> all.add(one.latency()));
        String trouble = measured.stream()
                .map(LiveReader.Measured::trouble)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return new RunResult.EndToEnd(
                Summaries.of(all),
                measured.stream().mapToLong(LiveReader.Measured::negative).sum(),
                clock(),
                trouble.isEmpty() ? null : trouble);
    }
}

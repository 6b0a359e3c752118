package io.datastorm.run;

import io.datastorm.core.result.RunResult;
import io.datastorm.core.result.Verification;
import io.datastorm.run.load.LoadGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Reads back what the streams of a run have sent, and adds to the result what was found of each and of all. */
record RunVerification(List<StreamRun> streams, LoadGenerator generator, Admin admin) {
    /**
     * Ends the journals. First of all: what follows takes long, and may be interrupted. Where something is missing
     * there is no seal.
     */
    void seal() throws IOException {
        for (StreamRun stream : streams) {
            if (generator.journalsComplete()) {
                stream.seal(admin);
            } else {
                stream.flush();
            }
        }
    }

    /** The same result with what was found. */
    RunResult add(RunResult result) {
        List<RunResult.Stream> each = new ArrayList<>();
        List<Verification> found = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            Verification verification = streams.get(i).verify(admin);
            found.add(verification);
            each.add(result.streams().get(i).verified(verification));
        }
        List<String> names = each.stream().map(RunResult.Stream::name).toList();
        return result.verified(Verification.ofAll(names, found), each);
    }
}

package io.datastorm.kafka.control;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;

/**
 * Puts the parts of messages together. Those of one sender come one after the other; what does not fit to the part
 * before is dropped. For one thread.
 */
final class PartAssembler {
    /** So many senders may be in the middle of a message: more are no run of ours. */
    private static final int MOST_SENDERS = 10_000;

    private final String run;
    private final IntPredicate heard;
    private final Map<UUID, Begun> begun = new HashMap<>();
    private long ignored;

    private static final class Begun {
        private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
        private final byte type;
        private int next;

        Begun(byte type) {
            this.type = type;
        }
    }

    /** Of this run; {@code heard} tells from whom messages are wanted. */
    PartAssembler(String run, IntPredicate heard) {
        this.run = run;
        this.heard = heard;
    }

    /** The message, if this was its last part. */
    Optional<ControlMessage> add(byte[] bytes) {
        ControlCodec.Part part = ControlCodec.decode(bytes);
        if (part == null) {
            ignored++;
            return Optional.empty();
        }
        if (!heard.test(part.from())) {
            return Optional.empty();
        }
        if (part.parts() == 1) {
            return Optional.of(message(part, part.payload()));
        }
        if (part.part() == 0 && begun.remove(part.incarnation()) != null) {
            // The message before it has no end.
            ignored++;
        }
        Begun before = part.part() == 0 ? new Begun(part.type()) : begun.get(part.incarnation());
        if (before == null || before.next != part.part() || before.type != part.type() || full(part)) {
            begun.remove(part.incarnation());
            ignored++;
            return Optional.empty();
        }
        before.payload.writeBytes(part.payload());
        before.next++;
        if (before.next < part.parts()) {
            begun.put(part.incarnation(), before);
            return Optional.empty();
        }
        begun.remove(part.incarnation());
        return Optional.of(message(part, before.payload.toByteArray()));
    }

    private boolean full(ControlCodec.Part part) {
        return begun.size() >= MOST_SENDERS && !begun.containsKey(part.incarnation());
    }

    private ControlMessage message(ControlCodec.Part part, byte[] payload) {
        return new ControlMessage(run, part.from(), part.incarnation(), part.type(), payload);
    }

    /** How much was not well-formed. */
    long ignored() {
        return ignored;
    }
}

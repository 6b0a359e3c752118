package io.datastorm.kafka.control;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;

/**
 * Puts the parts of messages together. Those of one sender come one after the other; what does not fit to the part
 * before is dropped. What comes again is dropped, too: a producer whose answers were lost together with a broker may
 * send records twice, also an idempotent one, because it begins a new epoch then (KIP-360). For one thread.
 */
final class PartAssembler {
    /** So many senders are remembered: more are no run of ours. */
    private static final int MOST_SENDERS = 10_000;

    private final String run;
    private final IntPredicate heard;
    private final Map<UUID, Sender> senders = new LinkedHashMap<>(16, 0.75F, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Sender> eldest) {
            return size() > MOST_SENDERS;
        }
    };
    private long ignored;

    private static final class Sender {
        /** Of the last part that was heard: its message's number, and its own in that. */
        private long last = -1;
        /** Null if no message is begun. */
        private Begun begun;
    }

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

    /** The message, if this was its last part; null is no part at all. */
    Optional<ControlMessage> add(ControlCodec.Part part) {
        if (part == null) {
            ignored++;
            return Optional.empty();
        }
        if (!heard.test(part.from())) {
            return Optional.empty();
        }
        Sender sender = senders.computeIfAbsent(part.incarnation(), unseen -> new Sender());
        long position = part.number() * ControlCodec.MOST_PARTS + part.part();
        if (position <= sender.last) {
            return Optional.empty();
        }
        sender.last = position;
        return add(sender, part);
    }

    private Optional<ControlMessage> add(Sender sender, ControlCodec.Part part) {
        if (part.part() == 0) {
            // A message before it may have no end.
            ignored += sender.begun == null ? 0 : 1;
            sender.begun = new Begun(part.type());
        }
        Begun begun = sender.begun;
        if (begun == null || begun.next != part.part() || begun.type != part.type()) {
            sender.begun = null;
            ignored++;
            return Optional.empty();
        }
        if (part.parts() == 1) {
            sender.begun = null;
            return Optional.of(message(part, part.payload()));
        }
        begun.payload.writeBytes(part.payload());
        begun.next++;
        if (begun.next < part.parts()) {
            return Optional.empty();
        }
        sender.begun = null;
        return Optional.of(message(part, begun.payload.toByteArray()));
    }

    private ControlMessage message(ControlCodec.Part part, byte[] payload) {
        return new ControlMessage(run, part.from(), part.incarnation(), part.number(), part.type(), payload);
    }

    /** How much was not well-formed. */
    long ignored() {
        return ignored;
    }
}

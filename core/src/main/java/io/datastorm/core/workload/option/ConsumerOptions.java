package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;
import static io.datastorm.core.workload.option.Parsers.constant;
import static io.datastorm.core.workload.option.Parsers.oneOf;

import io.datastorm.core.pace.Rate;
import io.datastorm.core.workload.consumer.Backlog;
import io.datastorm.core.workload.consumer.CommitRule;
import io.datastorm.core.workload.consumer.GroupProtocol;
import io.datastorm.core.workload.consumer.Processing;
import io.datastorm.core.workload.consumer.ReaderKind;
import io.datastorm.core.workload.consumer.Role;
import io.datastorm.core.workload.consumer.ShareAcks;
import java.util.List;

/** Who reads the topic of a stream. A constant is explained by its description. */
public final class ConsumerOptions {
    /** What {@code --isolation} is called if aborted records are left out. */
    public static final String READ_COMMITTED = "read_committed";

    private static final String READ_UNCOMMITTED = "read_uncommitted";

    public static final Option<Role> ROLE = Option.of(
            "role",
            "--role",
            "produce|consume|both",
            constant(Role.class),
            "produce writes records. consume reads a topic that exists, from its beginning to its end, and writes "
                    + "nothing. both writes and reads. Default: both with --consumers, otherwise produce.");

    public static final Option<Integer> CONSUMERS = Option.of(
            "consumers.members",
            "--consumers",
            "N",
            between(1, 512),
            "Read the topic with consumer groups of N members each. Default: no consumers; 1 with --role consume.");

    public static final Option<Integer> GROUPS = Option.of(
                    "consumers.groups",
                    "--groups",
                    "G",
                    between(1, 512),
                    "Number of consumer groups. Each of them reads all records.")
            .fallback("1");

    public static final Option<String> GROUP = Option.of(
            "consumers.group",
            "--group",
            "NAME",
            Names::group,
            "Name of the consumer group; several groups are NAME-1, NAME-2, … The group stays when the run ends. "
                    + "Default: a new name, and the group is deleted when the run ends.");

    public static final Option<GroupProtocol> PROTOCOL = Option.of(
                    "consumers.protocol",
                    "--protocol",
                    "consumer|classic|share",
                    constant(GroupProtocol.class),
                    "Protocol of the groups. consumer: the brokers assign partitions (KIP-848). classic: the members "
                            + "assign them. share: a share group, whose members acknowledge each record (KIP-932).")
            .fallback("consumer");

    public static final Option<ReaderKind> READER = Option.of(
                    "consumers.reader",
                    "--reader",
                    "consumer|direct",
                    constant(ReaderKind.class),
                    "consumer uses the official KafkaConsumer and shows what an application gets. direct reads fetch "
                            + "responses batch by batch, without a group protocol, and shows what the brokers give.")
            .fallback("consumer");

    public static final Option<String> ISOLATION = Option.of(
                    "consumers.isolation",
                    "--isolation",
                    READ_UNCOMMITTED + "|" + READ_COMMITTED,
                    oneOf(READ_UNCOMMITTED, READ_COMMITTED),
                    "Isolation level of the consumers.")
            .fallback(READ_UNCOMMITTED);

    public static final Option<CommitRule> COMMIT = Option.of(
                    "consumers.commit",
                    "--commit",
                    "auto|poll|D|none",
                    CommitRule::parse,
                    "When members commit offsets. auto: the client does (enable.auto.commit). poll: after the records "
                            + "of each poll. D: likewise, when the last commit is that long ago. none: never.")
            .fallback("auto");

    public static final Option<Processing> PROCESS = Option.of(
            "consumers.process",
            "--process",
            "D|D/poll",
            Processing::parse,
            "Time that a member spends on each record (2ms), or on the records of each poll (100ms/poll).");

    public static final Option<Rate> CONSUME_RATE = Option.of(
            "consumers.maxRate",
            "--consume-rate",
            "R",
            Parsers::rate,
            "Maximum rate of each group, in records per second (50k), or in bytes of keys and values (20MB/s).");

    public static final Option<ShareAcks> SHARE_ACKS = Option.of(
            "consumers.shareAcks",
            "--share-acks",
            "accept:N,release:N,reject:N,renew:N",
            ShareAcks::parse,
            "How members of a share group acknowledge records, by weights. Released records come again; rejected ones "
                    + "do not. Renewed ones stay with the member for longer. Default: each record is accepted.");

    public static final Option<Backlog> BACKLOG = Option.of(
            "consumers.backlog",
            "--backlog",
            "SIZE|D|existing",
            Backlog::parse,
            "Let consumers join and not read until so many bytes of values were written (2GiB), or for so long (30s). "
                    + "Then they drain the backlog while producers go on. existing drains what is in the topic.");

    public static final Option<String> CONSUMER_PROPERTY = Option.of(
                    "consumers.properties",
                    "--consumer-property",
                    "K=V",
                    Parsers::text,
                    "Any setting of Kafka's consumer. Repeatable. Unknown names are refused.")
            .map();

    public static final Option<String> ALLOW_GROUP = Option.of(
            "consumers.allowGroup",
            "--allow-group",
            "NAME",
            Names::group,
            "Join this group although it exists. It goes on from its committed offsets.");

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(
            ROLE,
            CONSUMERS,
            GROUPS,
            GROUP,
            PROTOCOL,
            READER,
            ISOLATION,
            COMMIT,
            PROCESS,
            CONSUME_RATE,
            SHARE_ACKS,
            BACKLOG,
            CONSUMER_PROPERTY,
            ALLOW_GROUP);

    private ConsumerOptions() {}
}

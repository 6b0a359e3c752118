package io.datastorm.lab.experiment;

import java.util.Map;

/**
 * One way to run.
 *
 * @param name what tells it from the others, such as {@code compression=lz4}
 * @param group variants of the same group are compared with its first one: they differ in the last factor only
 * @param options of {@code datastorm run} by their flags' names, without dashes
 * @param jvm options for the JVM of the run; empty for those of the launcher
 * @param client what makes the run; for a foreign one, only the options of cluster, topic and time count
 * @param before what was said of it before; empty if nothing was
 */
public record Variant(
        String name, String group, Map<String, String> options, String jvm, ExternalClient client, String before) {
    /** The same with other options. */
    public Variant with(Map<String, String> others) {
        return new Variant(name, group, others, jvm, client, before);
    }

    /** The same under another name. */
    Variant named(String other) {
        return new Variant(other, group, options, jvm, client, before);
    }
}

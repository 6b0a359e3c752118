/** Commands that read the records of a topic: its shape, or a capture of it. */
package io.datastorm.cli.topic;

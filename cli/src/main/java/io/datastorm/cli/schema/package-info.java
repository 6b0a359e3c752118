/** The commands about what records look like: samples of a schema, one of a sample, and the shape of a topic. */
package io.datastorm.cli.schema;

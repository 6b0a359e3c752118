/** The commands about schemas: samples of one, what is wrong with it, and one of a sample. */
package io.datastorm.cli.schema;

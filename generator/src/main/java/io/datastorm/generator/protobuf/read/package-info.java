/**
 * Reads messages from {@code .proto} files and descriptor sets, as Avro schemas.
 *
 * <p>Owns which Avro type each of Protobuf's has, and rules in comments. May use Wire, which compiles the files.
 */
package io.datastorm.generator.protobuf.read;

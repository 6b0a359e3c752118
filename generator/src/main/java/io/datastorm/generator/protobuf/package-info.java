/**
 * What Avro schemas are as messages of Protobuf: numbers and types of fields, and {@code .proto} files of them.
 *
 * <p>May use Protobuf's own descriptors. A schema says more than Avro does in properties of its own, so that it is one
 * text, as any other; rules, names and stamps hold for it too.
 */
package io.datastorm.generator.protobuf;

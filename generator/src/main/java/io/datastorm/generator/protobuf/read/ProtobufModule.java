package io.datastorm.generator.protobuf.read;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.datastorm.generator.protobuf.ProtobufFile;

/**
 * A file of messages, linked with those that it imports.
 *
 * @param main the file's descriptor
 * @param file what a registry gets to know of it
 */
record ProtobufModule(FileDescriptor main, ProtobufFile file, ProtobufComments comments) {}

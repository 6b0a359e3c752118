package io.datastorm.generator.protobuf.read;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.datastorm.generator.protobuf.ProtobufFile;
import java.util.List;
import java.util.Map;

/**
 * Files of messages that are linked with each other.
 *
 * @param linked the descriptors, each behind those that it imports; the last one is the file that was asked for
 * @param files what a registry gets to know of them, by their names
 */
record ProtobufModule(List<FileDescriptor> linked, Map<String, ProtobufFile> files, ProtobufComments comments) {}

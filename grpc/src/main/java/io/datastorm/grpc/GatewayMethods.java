package io.datastorm.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * The methods of a gateway. Messages are bytes that {@link BatchWriter} and {@link BatchReply} write: what protocol
 * buffers would cost is not part of what is measured.
 */
final class GatewayMethods {
    /** The largest message: a batch of 16 MiB with its lengths. */
    static final int MOST_BYTES = 64 << 20;

    static final String SERVICE = "io.datastorm.Gateway";

    /** Which producer of the gateway shall be used: one for each producer of the generator. */
    static final Metadata.Key<String> PRODUCER = Metadata.Key.of("producer", Metadata.ASCII_STRING_MARSHALLER);

    /** Batches there, replies back, in any order. */
    static final MethodDescriptor<ByteBuffer, byte[]> STREAM = method("Stream", MethodType.BIDI_STREAMING);
    /** One batch there, its reply back. */
    static final MethodDescriptor<ByteBuffer, byte[]> PRODUCE = method("Produce", MethodType.UNARY);
    /** The name of a topic there, the number of its partitions back, four bytes. */
    static final MethodDescriptor<ByteBuffer, byte[]> PARTITIONS = method("Partitions", MethodType.UNARY);

    private GatewayMethods() {}

    private static MethodDescriptor<ByteBuffer, byte[]> method(String name, MethodType type) {
        return MethodDescriptor.<ByteBuffer, byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(new Buffers())
                .setResponseMarshaller(new Bytes())
                .build();
    }

    /** A part of an array: a batch that is not full is not copied. */
    private static final class Buffers implements Marshaller<ByteBuffer> {
        @Override
        public InputStream stream(ByteBuffer value) {
            return new ByteArrayInputStream(value.array(), value.arrayOffset() + value.position(), value.remaining());
        }

        @Override
        public ByteBuffer parse(InputStream stream) {
            return ByteBuffer.wrap(read(stream));
        }
    }

    /** Bytes as they are. */
    private static final class Bytes implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return read(stream);
        }
    }

    private static byte[] read(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

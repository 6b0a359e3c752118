package io.datastorm.grpc;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A gateway: takes batches over gRPC, produces them with KafkaProducers, and acknowledges.
 *
 * <p>Without arguments it is a child of a run, which writes the producers' settings to its standard input; when that
 * ends, so does the gateway. It listens on loopback, and says on which port. With arguments it stands alone:
 * {@code ADDRESS PORT FILE}, where the file has the settings of the producers.
 */
public final class GatewayMain {
    private static final int FILE = 2;

    private GatewayMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean child = arguments.length == 0;
        DataInputStream parent = new DataInputStream(System.in);
        Map<String, Object> settings = child ? GatewayProcess.readSettings(parent) : read(Path.of(arguments[FILE]));
        settings.put("key.serializer", ByteArraySerializer.class.getName());
        settings.put("value.serializer", ByteArraySerializer.class.getName());
        InetAddress address = child ? InetAddress.getLoopbackAddress() : InetAddress.getByName(arguments[0]);
        int port = child ? 0 : Integer.parseInt(arguments[1]);
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(address, port))
                .maxInboundMessageSize(GatewayMethods.MOST_BYTES)
                .addService(new GatewayService(settings).definition())
                .build()
                .start();
        new PrintWriter(System.out, true, StandardCharsets.UTF_8).println(server.getPort());
        if (child) {
            int unused = parent.read();
            // In good order: libraries for compression remove what they have unpacked.
            System.exit(0);
        }
        server.awaitTermination();
    }

    private static Map<String, Object> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, Object> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}

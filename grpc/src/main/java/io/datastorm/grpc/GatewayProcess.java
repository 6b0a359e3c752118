package io.datastorm.grpc;

import io.datastorm.core.machine.ChildProcess;
import io.datastorm.kafka.admin.AccessException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The gateway of a run: a JVM of its own, which ends with this one. Settings go there through a pipe. */
final class GatewayProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final String address;

    private GatewayProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts one that serves.
     *
     * @param settings of its producers; may hold secrets
     * @throws AccessException if it does not start
     */
    static GatewayProcess start(Map<String, Object> settings) {
        try {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseParallelGC",
                            "-cp",
                            classPath(),
                            GatewayMain.class.getName()))
                    .redirectError(Redirect.DISCARD)
                    .start();
            writeSettings(settings, new DataOutputStream(process.getOutputStream()));
            String port = process.inputReader(StandardCharsets.UTF_8).readLine();
            if (port == null) {
                throw new AccessException("the gateway did not start", null);
            }
            return new GatewayProcess(process, "127.0.0.1:" + port);
        } catch (IOException e) {
            throw new AccessException("the gateway did not start: " + e.getMessage(), e);
        }
    }

    /** That of this process, and the jars of the plugin. */
    private static String classPath() {
        Set<String> path = new LinkedHashSet<>();
        if (GatewayProcess.class.getClassLoader() instanceof URLClassLoader plugin) {
            for (URL jar : plugin.getURLs()) {
                try {
                    path.add(Path.of(jar.toURI()).toString());
                } catch (URISyntaxException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        path.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, path);
    }

    private static void writeSettings(Map<String, Object> settings, DataOutputStream out) throws IOException {
        out.writeInt(settings.size());
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            out.writeUTF(setting.getKey());
            out.writeUTF(
                    setting.getValue() instanceof Class<?> type
                            ? type.getName()
                            : setting.getValue().toString());
        }
        out.flush();
    }

    static Map<String, Object> readSettings(DataInputStream in) throws IOException {
        Map<String, Object> settings = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            settings.put(in.readUTF(), in.readUTF());
        }
        return settings;
    }

    /** Where it listens. */
    String address() {
        return address;
    }

    /** The process itself. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        ChildProcess.end(process, PATIENCE_SECONDS);
    }
}

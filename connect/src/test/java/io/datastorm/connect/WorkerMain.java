package io.datastorm.connect;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.connect.cli.ConnectDistributed;

/** A worker of Kafka Connect that ends when its standard input does: with the test, however that dies. */
final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) {
        Thread watch = new Thread(WorkerMain::endWithTheTest, "test-watch");
        watch.setDaemon(true);
        watch.start();
        ConnectDistributed.main(arguments);
    }

    private static void endWithTheTest() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It is closed, one way or another.
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }
}

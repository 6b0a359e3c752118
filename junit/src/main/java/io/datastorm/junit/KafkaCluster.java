package io.datastorm.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts real Kafka brokers before the first test of a class, and removes them with their data after the last one.
 * Nested classes share them.
 *
 * <p>Tests, constructors and lifecycle methods may have a parameter of type {@code LocalCluster} (addresses; kill,
 * pause and restart a broker) or {@code DataStorm} (a connection that is closed with the cluster).
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KafkaClusterExtension.class)
public @interface KafkaCluster {
    /** How many brokers, 1 to 8. */
    int brokers() default 1;

    /** Settings of every broker, {@code name=value} each. */
    String[] settings() default {};
}

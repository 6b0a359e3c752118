package io.datastorm.generator.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid value PlainLoginModule required username=\"u\" password=\"canary\"; for configuration x",
                "got 'Bearer canary-canary.canary'",
                "basic canarycanarycanary==",
                "http://user:canary@registry:8081 is not an address",
                "client.id: got 'api_token=canary'",
                "eyJcanarycanary.eyJcanary.canary",
                "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----"
            })
    void whatLooksLikeACredentialIsHidden(String text) {
        assertThat(Credentials.masked(text)).contains("********").doesNotContain("canary");
        assertThat(new Problem("x", text).what()).doesNotContain("canary");
        assertThat(new InvalidInput("x", text)).message().doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sasl.password' is a secret, and would stand in the experiment's files",
                "write -X sasl.password=$PASSWORD",
                "--linger: must be a duration such as 5ms, got 'banana'",
                "cannot reach http://localhost:9092: check the address",
                "a basic mistake"
            })
    void whatDoesNotStaysAsItIs(String text) {
        assertThat(Credentials.masked(text)).isEqualTo(text);
    }

    @Test
    void theRestCanStillBeRead() {
        assertThat(Credentials.masked("x required username=\"u\" password=\"p w\";"))
                .isEqualTo("x required username=\"u\" password=\"********\";");
    }
}

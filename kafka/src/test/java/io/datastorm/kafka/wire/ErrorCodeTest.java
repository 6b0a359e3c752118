package io.datastorm.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void namesAndNumbersAreKafkasOwn(ErrorCode error) {
        assertThat(Errors.forCode((short) error.code()).name()).isEqualTo(error.name());
        assertThat(ErrorCode.of(error.code())).isEqualTo(error);
    }

    @ParameterizedTest
    @EnumSource
    void whatWeDoNotTellApartIsAnotherOne(Errors error) {
        ErrorCode ours = ErrorCode.of(error.code());
        assertThat(ours == ErrorCode.OTHER || ours.name().equals(error.name())).isTrue();
    }
}

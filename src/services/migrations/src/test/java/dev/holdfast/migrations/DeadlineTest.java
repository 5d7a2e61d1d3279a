package dev.holdfast.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static Duration left(Duration remaining) {
        var context = mock(Context.class);
        when(context.getRemainingTimeInMillis()).thenReturn((int) remaining.toMillis());
        return Deadline.of(context).left();
    }

    @Test
    void leavesAMinuteOfLambdasTimeToUndoAndAnswer() {
        assertThat(left(Duration.ofMinutes(15))).isBetween(Duration.ofSeconds(835), Duration.ofMinutes(14));
    }

    @Test
    void leavesATenthWhereThereIsLess() {
        assertThat(left(Duration.ofSeconds(60))).isBetween(Duration.ofSeconds(49), Duration.ofSeconds(54));
    }

    @Test
    void neverSaysZeroWhichIsNoLimitToPostgres() {
        assertThat(left(Duration.ZERO)).isEqualTo(Duration.ofMillis(1));
    }
}

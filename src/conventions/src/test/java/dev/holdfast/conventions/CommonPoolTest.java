package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hasTwoThreadsOnFewProcessors(int processors) {
        assertThat(widened(new Properties(), processors)).containsEntry(CommonPool.PARALLELISM, "2");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16})
    void isLeftAloneWhereItHasTwoThreads(int processors) {
        assertThat(widened(new Properties(), processors)).isEmpty();
    }

    @Test
    void isLeftAloneWhereAPersonChoseANumber() {
        var chosen = new Properties();
        chosen.setProperty(CommonPool.PARALLELISM, "1");
        assertThat(widened(chosen, 2)).containsEntry(CommonPool.PARALLELISM, "1");
    }

    private static Properties widened(Properties properties, int processors) {
        CommonPool.widen(properties, processors);
        return properties;
    }
}

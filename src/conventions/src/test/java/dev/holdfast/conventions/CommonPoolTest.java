package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void hasFourThreadsOnFewProcessors(int processors) {
        assertThat(widened(new Properties(), processors)).containsEntry(CommonPool.PARALLELISM, "4");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 16})
    void isLeftAloneWhereItHasFourThreads(int processors) {
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

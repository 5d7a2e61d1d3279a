package dev.holdfast.workload.stateless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargateSizeTest {
    @ParameterizedTest
    @CsvSource({
        "256,512",
        "256,1024",
        "256,2048",
        "512,1024",
        "512,4096",
        "1024,3072",
        "4096,30720",
        "8192,20480",
        "16384,122880"
    })
    void isOneThatFargateSells(int cpu, int memory) {
        assertThat(FargateSize.problem(cpu, memory)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"256,3072", "512,512", "512,1536", "1024,1024", "4096,31744", "8192,17408", "16384,36864", "300,512"})
    void isNoneThatItDoesNotSell(int cpu, int memory) {
        assertThat(FargateSize.problem(cpu, memory)).isPresent();
    }

    @Test
    void namesWhatIsAllowed() {
        assertThatThrownBy(() -> new FargateSize(1024, 1024))
                .hasMessage(
                        "Fargate has no task with 1024 CPU units and 1024 MiB, allowed are 2048 to 8192 MiB in steps"
                                + " of 1024");
        assertThatThrownBy(() -> new FargateSize(300, 512))
                .hasMessage("Fargate has no task with 300 CPU units, allowed are [256, 512, 1024, 2048, 4096, 8192,"
                        + " 16384]");
    }
}

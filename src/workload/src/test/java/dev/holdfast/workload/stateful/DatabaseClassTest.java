package dev.holdfast.workload.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures are those of AWS's table of classes. */
class DatabaseClassTest {
    @ParameterizedTest
    @CsvSource({
        "db.t4g.micro, 1, true, 112",
        "db.t4g.medium, 4, true, 450",
        "db.t3.2xlarge, 32, true, 3604",
        "db.m7g.large, 8, false, 901",
        "db.m6gd.4xlarge, 64, false, 5000",
        "db.r7g.large, 16, false, 1802",
        "db.r7g.xlarge, 32, false, 3604"
    })
    void tellsMemoryAndConnectionsOfAClass(String name, double memory, boolean burstable, int connections) {
        assertThat(DatabaseClass.of(name)).hasValueSatisfying(known -> {
            assertThat(known).isEqualTo(new DatabaseClass(memory, burstable));
            assertThat(known.maxConnections()).isEqualTo(connections);
        });
    }

    @Test
    void saysNothingOfAFamilyThatItDoesNotKnow() {
        assertThat(DatabaseClass.of("db.x2g.large")).isEmpty();
    }
}

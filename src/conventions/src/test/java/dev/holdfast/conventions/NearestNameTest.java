package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("apiCpu", "apiTasks", "cidr", "logDays", "natGateways", "zones");

    @ParameterizedTest
    @CsvSource({
        "apiTask, apiTasks",
        "apitasks, apiTasks",
        "zone, zones",
        "natGatways, natGateways",
        "log-days, logDays",
        "cdir, cidr"
    })
    void findsTheNameThatWasMeant(String mistyped, String meant) {
        assertThat(NearestName.of(mistyped, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"databaseClass", "color", "x"})
    void findsNothingWhereNothingIsLikeIt(String name) {
        assertThat(NearestName.of(name, KNOWN)).isEmpty();
    }

    @Test
    void findsNothingAmongNothing() {
        assertThat(NearestName.of("zones", List.of())).isEmpty();
    }
}

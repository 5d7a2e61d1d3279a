package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.conventions.Configuration;
import dev.holdfast.conventions.Environment;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final LocalDate EARLIER = LocalDate.of(2026, 12, 5);

    private static Optional<LocalDate> read(String stack, Map<String, String> values, Optional<LocalDate> previous) {
        var keys = new Configuration("holdfast", key -> Optional.ofNullable(values.get(key)));
        var expires = Expiry.read(Environment.ofStack(stack), keys, previous, TODAY);
        keys.check();
        return expires;
    }

    @Test
    void isAWeekAfterTheFirstUpdate() {
        assertThat(read("review-1", Map.of(), Optional.empty())).contains(LocalDate.of(2026, 12, 8));
    }

    @Test
    void staysWhatTheFirstUpdateSaid() {
        assertThat(read("review-1", Map.of(), Optional.of(EARLIER))).contains(EARLIER);
    }

    @Test
    void isWhatTheConfigurationSays() {
        assertThat(read("review-1", Map.of("expires", "2027-01-31"), Optional.of(EARLIER)))
                .contains(LocalDate.of(2027, 1, 31));
    }

    @Test
    void isRefusedIfItIsNoDate() {
        assertThatThrownBy(() -> read("review-1", Map.of("expires", "tomorrow"), Optional.empty()))
                .hasMessage("holdfast:expires is 'tomorrow', allowed is a date such as 2026-12-08");
    }

    @Test
    void doesNotComeToWhatIsKept() {
        assertThat(read("dev", Map.of(), Optional.empty())).isEmpty();
        assertThatThrownBy(() -> read("prod", Map.of("expires", "2027-01-31"), Optional.empty()))
                .hasMessage("holdfast:expires is '2027-01-31', but only review stacks expire, and this is prod");
    }

    @Test
    void isATagOfEverythingInAReviewStack() {
        var cloud = Workload.run(Workload.settings("review-1", "expires", "2027-01-31"));

        assertThat(cloud.only("pulumi:providers:aws")
                        .inputs()
                        .get("defaultTags")
                        .toString())
                .contains("\"expires\":\"2027-01-31\"");
        assertThat(cloud.exported("expires")).isEqualTo("2027-01-31");
    }
}

package dev.holdfast.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseWindowsTest {
    private static void read(String backup, String maintenance) {
        Workload.settings("dev", "databaseBackupWindow", backup, "databaseMaintenanceWindow", maintenance);
    }

    @ParameterizedTest
    @CsvSource({
        "01:00-01:30, sun:01:00-sun:02:00",
        "01:00-02:00, wed:01:30-wed:02:00",
        "23:30-00:30, tue:00:00-tue:00:30",
        "23:30-00:30, sun:23:45-mon:00:15",
        "00:00-00:30, sun:23:45-mon:00:15"
    })
    void refusesWindowsThatOverlap(String backup, String maintenance) {
        assertThatThrownBy(() -> read(backup, maintenance))
                .hasMessage("holdfast:databaseMaintenanceWindow is '" + maintenance
                        + "', which overlaps databaseBackupWindow '" + backup + "', allowed is any other time");
    }

    @ParameterizedTest
    @CsvSource({
        "01:00-01:30, sun:01:30-sun:02:00",
        "02:00-02:30, sun:01:30-sun:02:00",
        "23:30-00:00, mon:00:00-mon:00:30",
        "00:30-01:00, sun:23:30-mon:00:30"
    })
    void takesWindowsThatMeet(String backup, String maintenance) {
        read(backup, maintenance);
    }

    @Test
    void refusesWhatIsShorterThanHalfAnHour() {
        assertThatThrownBy(() -> read("01:00-01:29", "sun:02:00-sun:02:10"))
                .hasMessageContaining("holdfast:databaseBackupWindow is '01:00-01:29', allowed are 30 minutes or more")
                .hasMessageContaining(
                        "holdfast:databaseMaintenanceWindow is 'sun:02:00-sun:02:10', allowed are 30 minutes to 24");
    }

    @Test
    void refusesWhatIsNoTime() {
        assertThatThrownBy(() -> read("25:00-26:00", "Sun:02:00-Sun:03:00"))
                .hasMessageContaining("holdfast:databaseBackupWindow is '25:00-26:00', allowed is a time of each day")
                .hasMessageContaining("holdfast:databaseMaintenanceWindow is 'Sun:02:00-Sun:03:00', allowed is a time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"review-1", "dev", "stage", "prod"})
    void areFineByDefault(String stack) {
        assertThat(Workload.settings(stack).profile().database().windows().backup())
                .isNotEmpty();
    }
}

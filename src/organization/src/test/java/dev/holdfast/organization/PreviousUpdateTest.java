package dev.holdfast.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PreviousUpdateTest {
    @Test
    void readsTheOutputsOfItsOwnStack() {
        var cloud = Fixtures.cloud()
                .stackReference(Map.of(
                        "organizationId", "o-a1b2c3d4e5",
                        "accounts",
                                Map.of("dev", Map.of("id", "111111111111", "ou", "Security", "email", "a@b.example")),
                        "closed", Map.of("old", Map.of("id", "222222222222", "ou", "Suspended")),
                        "baseline", List.of("dev")));
        var read = new AtomicReference<PreviousUpdate>();

        cloud.run(ctx -> read.set(PreviousUpdate.read(ctx)));

        assertThat(cloud.only("pulumi:pulumi:StackReference").inputs())
                .containsEntry("name", "organization/holdfast-organization/management");
        assertThat(read.get().organizationId()).contains("o-a1b2c3d4e5");
        assertThat(read.get().account("dev")).contains(new PreviousUpdate.Account("111111111111", "Security"));
        assertThat(read.get().account("old")).contains(new PreviousUpdate.Account("222222222222", "Suspended"));
        assertThat(read.get().nameOf("222222222222")).contains("old");
        assertThat(read.get().baseline()).containsExactly("dev");
    }

    @Test
    void isEmptyBeforeTheFirstUpdate() {
        var read = new AtomicReference<PreviousUpdate>();
        Fixtures.cloud().run(ctx -> read.set(PreviousUpdate.read(ctx)));
        assertThat(read.get()).isEqualTo(PreviousUpdate.NONE);
    }
}

package dev.holdfast.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagsTest {
    private static final Ownership OWNERSHIP = new Ownership("shop", "4711", Optional.of("acme/shop"));
    private static final LocalDate DATE = LocalDate.of(2026, 12, 31);

    private static Ownership ownership(Map<String, String> values) {
        var keys = new Configuration("holdfast", key -> Optional.ofNullable(values.get(key)));
        var ownership = Ownership.read(keys);
        keys.check();
        return ownership;
    }

    @Test
    void sayWhoseAResourceIs() {
        assertThat(Tags.workload(Environment.ofStack("prod"), OWNERSHIP, Optional.empty()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "project", "holdfast",
                        "environment", "prod",
                        "stateful", "false",
                        "owner", "shop",
                        "cost-centre", "4711",
                        "repository", "acme/shop"));
    }

    @Test
    void sayUntilWhenAReviewStackIsWanted() {
        assertThat(Tags.workload(Environment.ofStack("review-1"), OWNERSHIP, Optional.of(DATE)))
                .containsEntry("expires", "2026-12-31");
    }

    @Test
    void areWrittenAsTheTagPolicyKnowsThem() {
        assertThat(Tags.keys())
                .containsAll(Tags.workload(Environment.ofStack("review-1"), OWNERSHIP, Optional.of(DATE))
                        .keySet())
                .containsAll(Tags.held().keySet())
                .containsAll(Tags.organization().keySet());
    }

    @Test
    void haveAnOwnerEvenIfNobodyNamesOne() {
        assertThat(ownership(Map.of())).isEqualTo(new Ownership("platform", "holdfast", Optional.empty()));
    }

    @Test
    void haveNoValueThatAwsWouldRefuse() {
        assertThatThrownBy(() -> ownership(Map.of("owner", "aws:shop")))
                .hasMessageContaining("holdfast:owner is 'aws:shop', allowed is the value of a tag");
        assertThatThrownBy(() -> ownership(Map.of("costCentre", "4711 & more")))
                .hasMessageContaining("holdfast:costCentre is '4711 & more', allowed is the value of a tag");
    }

    @Test
    void tellTheOrganizationFromItsWorkload() {
        assertThat(Tags.workload(Environment.ofStack("dev"), OWNERSHIP, Optional.empty())
                        .get("project"))
                .isNotEqualTo(Tags.organization().get("project"));
    }
}

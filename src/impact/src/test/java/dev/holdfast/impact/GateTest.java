package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Map<String, String> ENGINE = Map.of("engine", "update-replace");

    private final Written database = Written.of(Written.DATABASE, "database")
            .inputs("{'engine': 'mysql', 'deletionProtection': true}")
            .protect();
    private final Written unprotected = database.with(json -> json.remove("protect"));
    private final Written alarm = Written.of(Written.ALARM, "cpu");

    @Test
    void refusesToDeleteWhatHoldsState() {
        assertThat(new Previewed().delete(unprotected).impact().refusals())
                .extracting(Refusal::urn, Refusal::operation)
                .containsExactly(tuple(database.urn(), "delete"));
    }

    @Test
    void refusesToReplaceWhatHoldsState() {
        var impact = new Previewed().replace(database, database, ENGINE).impact();

        assertThat(impact.refusals())
                .extracting(Refusal::urn, Refusal::operation)
                .containsExactly(tuple(database.urn(), "replace"));
        assertThat(impact.allowed()).isFalse();
    }

    @Test
    void refusesToForgetWhatHoldsState() {
        assertThat(new Previewed().delete(unprotected.retain()).impact().refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).startsWith("Pulumi would forget it: "));
    }

    @Test
    void letsWhatHoldsNoStateGo() {
        assertThat(new Previewed()
                        .delete(alarm)
                        .replace(alarm, alarm, Map.of("name", "update-replace"))
                        .impact()
                        .allowed())
                .isTrue();
    }

    @Test
    void letsCreationsAndUpdatesThrough() {
        assertThat(new Previewed()
                        .create(unprotected)
                        .update(alarm, alarm, Map.of())
                        .impact()
                        .allowed())
                .isTrue();
    }

    @Test
    void letsReviewStacksDoWhatTheyWant() {
        assertThat(Previewed.of("review-1").delete(unprotected).impact().allowed())
                .isTrue();
    }

    @Test
    void refusesToBreakAMandatoryRuleInAReviewStackToo() {
        assertThat(Previewed.of("review-1")
                        .policy("rds-encrypted", database.urn(), "mandatory", "is not encrypted")
                        .failed()
                        .impact()
                        .refusals())
                .extracting(Refusal::operation)
                .containsExactly("violate");
    }

    @Test
    void refusesToTakeProtectAway() {
        assertThat(new Previewed().keep(database, unprotected).impact().refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.operation()).isEqualTo("unprotect");
                    assertThat(refusal.why()).isEqualTo("It would lose what protects it: protect.");
                });
    }

    @Test
    void refusesToTakeAwayWhatAwsProtectsWith() {
        var open = database.inputs("{'engine': 'mysql', 'deletionProtection': false, 'skipFinalSnapshot': true}");

        assertThat(new Previewed().update(database, open, Map.of()).impact().refusals())
                .extracting(Refusal::why)
                .containsExactly("It would lose what protects it: deletionProtection, finalSnapshot.");
    }

    @Test
    void refusesToDeleteWhatProtectsSomethingElse() {
        var versions = Written.of("aws:s3/bucketVersioningV2:BucketVersioningV2", "thumbnails")
                .inputs("{'versioningConfiguration': {'status': 'Enabled'}}");

        assertThat(new Previewed().delete(versions).impact().refusals())
                .extracting(Refusal::operation, Refusal::why)
                .containsExactly(
                        tuple("unprotect", "It would be deleted, and with it the protection that it gives: versions."));
    }

    @Test
    void letsMoreProtectionThrough() {
        assertThat(new Previewed().keep(unprotected, database).impact().allowed())
                .isTrue();
    }

    @Test
    void refusesUnprotectAndReplaceInOneUpdateWhicheverIsApproved() {
        var preview = new Previewed().replace(database, unprotected, ENGINE);

        for (var operations :
                List.of(List.<String>of(), List.of("unprotect"), List.of("replace"), List.of("unprotect", "replace"))) {
            var impact = preview.impact(approve(operations.toArray(String[]::new)));

            assertThat(impact.approvals()).isEmpty();
            assertThat(impact.refusals()).singleElement().satisfies(refusal -> {
                assertThat(refusal.why())
                        .isEqualTo("The same update would replace it and take its protection away (protect)."
                                + " No approval allows both at once.");
                assertThat(refusal.next()).startsWith("Make two changes of it: ");
            });
        }
    }

    @Test
    void refusesToRemoveAwssProtectionTogetherWithAReplacement() {
        var open = database.inputs("{'engine': 'postgres', 'deletionProtection': false}");

        assertThat(new Previewed()
                        .replace(database, open, ENGINE)
                        .impact(approve("replace", "unprotect"))
                        .refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).contains("(deletionProtection)"));
    }

    @Test
    void refusesToDeleteWhatIsStillProtectedWhateverIsApproved() {
        assertThat(new Previewed()
                        .delete(database)
                        .impact(approve("delete", "unprotect"))
                        .refusals())
                .extracting(Refusal::operation)
                .containsExactly("delete");
    }

    @Test
    void saysThatTheProtectionIsAlreadyGone() {
        assertThat(new Previewed().delete(unprotected).impact().refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why())
                        .endsWith(
                                "Its protection is already gone: an earlier update took `protect` from it, or it never"
                                        + " had it."));
    }

    @Test
    void letsAnApprovedDeletionThroughAndTellsWhoseReasonItWas() {
        var impact = new Previewed().delete(unprotected).impact(approve("delete"));

        assertThat(impact.allowed()).isTrue();
        assertThat(impact.approvals())
                .containsExactly(new Approved(database.urn(), "delete", "it is empty", LocalDate.of(2026, 11, 27)));
    }

    @Test
    void approvingOfOneOperationIsNotApprovingOfAnother() {
        assertThat(new Previewed()
                        .delete(unprotected)
                        .impact(approve("replace"))
                        .allowed())
                .isFalse();
    }

    @Test
    void anApprovalCountsForItsRuleOnly() {
        var preview = new Previewed()
                .policy("rds-encrypted", database.urn(), "mandatory", "is not encrypted")
                .policy("rds-private", database.urn(), "mandatory", "is public")
                .failed();
        var approvals = new Approvals(List.of(new Approval(
                database.urn(), "violate", Optional.of("rds-private"), "a honeypot", LocalDate.of(2027, 1, 1))));

        assertThat(preview.impact(approvals).refusals())
                .singleElement()
                .satisfies(
                        refusal -> assertThat(refusal.why()).isEqualTo("It breaks rds-encrypted: is not encrypted."));
    }

    @Test
    void anExpiredApprovalDoesNotCountAndIsTold() {
        var expired = new Approvals(List.of(
                new Approval(database.urn(), "delete", Optional.empty(), "it is empty", LocalDate.of(2026, 11, 26))));

        assertThat(new Previewed().delete(unprotected).impact(expired).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.why()).endsWith(" Its approval expired on 2026-11-26."));
    }

    @Test
    void anApprovalThatThePlanDoesNotNeedIsToldAndRefusesNothing() {
        var impact = new Previewed().same(database).impact(approve("delete"));

        assertThat(impact.allowed()).isTrue();
        assertThat(impact.unused())
                .containsExactly("the approval to delete of " + database.urn()
                        + " is not needed by this plan; remove it from approvals.yaml once it has served");
    }

    @Test
    void anApprovalForAnotherStackIsNotUnusedHere() {
        var other = new Approvals(List.of(new Approval(
                database.urn().replace(":prod:", ":stage:"),
                "delete",
                Optional.empty(),
                "it is empty",
                LocalDate.of(2027, 1, 1))));

        assertThat(new Previewed().same(database).impact(other).unused()).isEmpty();
    }

    @Test
    void aPreviewThatFailedIsNotLetThrough() {
        assertThat(new Previewed()
                        .diagnostic("error", "no such key")
                        .failed()
                        .impact()
                        .allowed())
                .isFalse();
    }

    @Test
    void namesTheRuleThatAnApprovalWouldHaveToName() {
        assertThat(new Previewed()
                        .policy("rds-encrypted", database.urn(), "mandatory", "is not encrypted")
                        .failed()
                        .impact()
                        .refusals())
                .extracting(Refusal::rule)
                .containsExactly(Optional.of("rds-encrypted"));
    }

    @Test
    void aViolationByTheWholeStackCanBeNamed() {
        var stack = Written.urn(Written.STACK, "holdfast-prod");

        assertThat(new Previewed()
                        .policy("one-trail", stack, "mandatory", "has no trail")
                        .failed()
                        .impact()
                        .refusals())
                .extracting(Refusal::urn)
                .containsExactly(stack);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    /** Until today. */
    private Approvals approve(String... operations) {
        return new Approvals(Stream.of(operations)
                .map(operation -> new Approval(
                        database.urn(), operation, Optional.empty(), "it is empty", LocalDate.of(2026, 11, 27)))
                .toList());
    }
}

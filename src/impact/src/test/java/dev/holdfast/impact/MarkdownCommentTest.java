package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comment, as a Markdown library that knows GitHub's tables shows it. */
class MarkdownCommentTest {
    private static final Optional<URI> RUN = Optional.of(URI.create("https://github.example/acme/shop/actions/runs/7"));

    private static String comment(Impact impact) {
        return MarkdownComment.of(impact, RUN);
    }

    private static Document shown(Impact impact) {
        return shown(comment(impact));
    }

    private static Document shown(String comment) {
        var extensions = List.of(TablesExtension.create());
        var html = HtmlRenderer.builder()
                .extensions(extensions)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(comment));
        return Jsoup.parseBodyFragment(html);
    }

    private static List<String> rows(Document page, String heading) {
        return page.select("h4:containsOwn(" + heading + ") + table tbody tr").eachText();
    }

    @Test
    void beginsWithTheMarkerThatNobodySees() {
        assertThat(comment(ExampleImpact.refused()).lines().findFirst()).contains("<!-- holdfast:impact -->");
        assertThat(shown(ExampleImpact.refused()).text()).doesNotContain("holdfast:impact");
    }

    @Test
    void saysTheVerdictInOneLineFirst() {
        assertThat(shown(ExampleImpact.refused()).body().child(0).text())
                .isEqualTo(
                        "❌ Refused, for 3 reasons — management: allowed · stage: allowed, 1 approved · prod: refused (3)");
    }

    @Test
    void saysThatNothingChanges() {
        var page = shown(ExampleImpact.unchanged());

        assertThat(page.body().child(0).text()).startsWith("✅ Allowed: nothing changes");
        assertThat(page.select("h4").eachText()).containsExactly("The stacks");
    }

    @Test
    void saysThatAPreviewFailedAndWhy() {
        var page = shown(ExampleImpact.failed());

        assertThat(page.body().child(0).text())
                .startsWith("❌ Not judged: the preview of prod failed")
                .endsWith("prod: failed");
        assertThat(page.text()).contains("holdfast:domain is not set");
    }

    @Test
    void allowsNothingOfNoStack() {
        assertThat(shown(new Impact(List.of())).text()).startsWith("❌ No stack was previewed");
    }

    @Test
    void tellsEachReasonWithWhatToDo() {
        var reasons = shown(ExampleImpact.refused())
                .select("h4:containsOwn(Why it is refused) + ul li")
                .eachText();

        assertThat(reasons).hasSize(3);
        assertThat(reasons.get(0))
                .startsWith("prod: database must not be replaced. It would be replaced, and what is in it deleted.")
                .contains("Next: Leave storageEncrypted as it is");
    }

    @Test
    void namesWhatIsRefusedAsApprovalsDo() {
        assertThat(shown(ExampleImpact.refused())
                        .select("details:has(summary:containsOwn(approvals.yaml)) tbody tr")
                        .eachText())
                .contains(
                        "urn:pulumi:prod::holdfast::holdfast:workload:Database$aws:rds/instance:Instance::database replace");
    }

    @Test
    void countsWhatHappensInEachStack() {
        assertThat(rows(shown(ExampleImpact.refused()), "The stacks"))
                .containsExactly(
                        "management of holdfast-organization – 1 – – 411 0.00 → 0.00 no change nothing found",
                        "stage of holdfast – 1 2 – 200 101.40 → 103.90 +2.50 USD 1 advised",
                        "prod of holdfast 1 1 2 1 199 642.18 → 811.60 +169.42 USD 1 violated, 1 advised, 1 not evaluated");
    }

    @Test
    void showsWhatHoldsStateFirstAndWhatProtectionItLoses() {
        assertThat(rows(shown(ExampleImpact.refused()), "What holds state"))
                .containsExactly(
                        "prod database rds.Instance replaced: what it holds does not move to the new one because of"
                                + " storageEncrypted deletionProtection, finalSnapshot, protect deletionProtection lost:"
                                + " finalSnapshot, protect",
                        "prod database-owner secretsmanager.Secret updated in place protect, recoveryWindow protect lost:"
                                + " recoveryWindow",
                        "stage web-logs cloudwatch.LogGroup updated in place protect protect");
    }

    @Test
    void showsThePathToWhatIsReached() {
        var page = shown(ExampleImpact.refused());

        assertThat(page.select("summary").eachText())
                .contains("database in prod, which is replaced, reaches 7; 5 of them change as well");
        assertThat(page.select("details li").eachText())
                .contains("database → database-address → api → api → web ecs.Service");
    }

    @Test
    void showsWideningBeforeNarrowing() {
        assertThat(rows(shown(ExampleImpact.refused()), "Who may reach or do what"))
                .containsExactly(
                        "wider prod database-from-everywhere exposure everybody on the internet reaches port 5432 of database",
                        "narrower prod api permission api may no longer read s3:GetObject on exports");
    }

    @Test
    void showsMigrationsInTheirOrder() {
        assertThat(rows(shown(ExampleImpact.refused()), "Migrations"))
                .containsExactly("stage 3 add mood expand", "prod 3 add mood expand", "prod 4 drop legacy contract");
    }

    @Test
    void foldsWhatRulesSay() {
        var page = shown(ExampleImpact.refused());

        assertThat(page.select("details:has(summary:containsOwn(mandatory)) tbody tr")
                        .eachText())
                .singleElement()
                .asString()
                .startsWith("prod database-reachable-from-services-only database-from-everywhere 0.0.0.0/0 reaches");
        assertThat(page.select("summary").eachText())
                .contains(
                        "What the mandatory rules say that are broken: 1",
                        "Advice of the policy pack: 2",
                        "Rules that could not decide yet, and have not passed: 1");
    }

    @Test
    void tellsWhatWasApprovedUntilWhen() {
        assertThat(shown(ExampleImpact.refused())
                        .select("h4:containsOwn(Approvals) + ul li")
                        .eachText())
                .containsExactly(
                        "stage: old-exports may be deleted until 2027-01-31: moved to the archive in OPS-114",
                        "stage: the approval to delete older-exports is not needed by this plan");
    }

    @Test
    void foldsTheItemsOfTheBillAndSaysWhatHasNoPrice() {
        var page = shown(ExampleImpact.refused());

        assertThat(page.select("summary").eachText()).contains("Cost of prod: +169.42 USD a month");
        assertThat(page.select("details").text())
                .contains("RDS db.m6g.xlarge, Multi-AZ 271.56 443.20 +171.64 USD", "left out: lambda.Invocation");
    }

    @Test
    void foldsAllOtherChanges() {
        var page = shown(ExampleImpact.refused());

        assertThat(page.select("summary").eachText()).contains("Other changes of prod: 3");
        assertThat(page.select("details td").eachText())
                .contains("containerDefinitions: api@sha256:1f0c → api@sha256:9e41 (replaces)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | b | c",
                "a\\| b",
                "`code` ``` fence",
                "<script>alert(1)</script><details>",
                "--> <!--",
                "line\n\n| two |\n# three",
                "**bold** _it_ ~~no~~ [link](http://evil.example) ![image](http://evil.example)",
                "<http://evil.example>",
                "&lt;b&gt; &amp; $x$",
            })
    void showsWhateverANameContainsAsItIs(String name) {
        var page = shown(ExampleImpact.named(name));
        var plain = shown(ExampleImpact.named("plain"));

        assertThat(page.select("table tr").stream()
                        .map(row -> row.childrenSize())
                        .toList())
                .isEqualTo(plain.select("table tr").stream()
                        .map(row -> row.childrenSize())
                        .toList());
        assertThat(page.getAllElements().eachAttr("href")).isEmpty();
        assertThat(page.select("script, img, em, del, details details")).isEmpty();
        assertThat(page.select("h4").eachText()).isEqualTo(plain.select("h4").eachText());
        assertThat(page.select("td code").eachText())
                .contains(name.replaceAll("\\s+", " ").strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"@everyone", "acme@ops", "acme/shop#7", "GH-7"})
    void callsNobody(String name) {
        var page = shown(ExampleImpact.named(name));

        assertThat(page.select("code").eachText()).contains(name);
        // GitHub does not look into code; elsewhere, the sign must not stand beside what it would call.
        page.select("code").remove();
        assertThat(page.wholeText()).doesNotContainPattern("@\\w|#\\d|GH-");
        assertThat(page.getAllElements().eachAttr("href")).isEmpty();
    }

    @Test
    void showsWhatStandsBetweenBackticksAsCode() {
        var page = shown(ExampleImpact.named("approved as `unprotect`, `a | <b>`"));

        assertThat(page.select("td:last-child code").eachText()).contains("unprotect", "a | <b>");
        assertThat(page.select("td b")).isEmpty();
    }

    @Test
    void leavesOutWhatTurnsTheDirectionOfWriting() {
        assertThat(comment(ExampleImpact.named("a\u202Etxt.exe\u0007"))).doesNotContain("\u202E", "\u0007");
    }

    @Test
    void endsALongValueWithAnEllipsis() {
        var comment = comment(ExampleImpact.named("\uD83D\uDE00".repeat(5_000)));

        assertThat(comment).hasSizeLessThan(65_000).contains("…</code>");
        assertThat(comment.codePoints().filter(character -> Character.getType(character) == Character.SURROGATE))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 300, 3_000})
    void fitsIntoWhatGitHubTakes(int stateful) {
        assertThat(comment(ExampleImpact.large(stateful))).hasSizeLessThanOrEqualTo(CommentLength.LIMIT + 200);
    }

    @Test
    void tellsReasonsAndStateInFewerWordsBeforeAnyIsLeftOut() {
        var page = shown(ExampleImpact.large(300));

        assertThat(page.select("h4:containsOwn(Why it is refused) + ul li")).hasSize(300);
        assertThat(rows(page, "What holds state")).hasSize(300);
        assertThat(page.select("h4").eachText()).doesNotContain("Whom that reaches");
    }

    @Test
    void leavesOutDetailsAndKeepsVerdictReasonsAndState() {
        var page = shown(ExampleImpact.large(150));

        assertThat(page.body().child(0).text()).startsWith("❌ Refused, for 150 reasons");
        assertThat(page.select("h4:containsOwn(Why it is refused) + ul li")).hasSize(150);
        assertThat(rows(page, "What holds state")).hasSize(150);
        assertThat(page.select("summary").eachText()).noneMatch(summary -> summary.startsWith("Rules that could not"));
        assertThat(page.select("blockquote").text())
                .startsWith("Left out, because GitHub takes no longer comment: ")
                .contains("1,500 undecided rules", "impact.html");
        assertThat(page.select("blockquote a").attr("href")).isEqualTo(RUN.get().toString());
    }

    @Test
    void keepsReasonsLongestWhereThereAreThousands() {
        var page = shown(ExampleImpact.large(3_000));

        assertThat(page.body().child(0).text()).startsWith("❌ Refused, for 3,000 reasons");
        assertThat(page.select("h4:containsOwn(Why it is refused) + ul li")).hasSizeGreaterThan(400);
        assertThat(page.select("blockquote").text()).contains("reasons", "3,000 stateful resources");
    }

    @Test
    void leavesNothingOutWhereAllFits() {
        assertThat(shown(ExampleImpact.refused()).select("blockquote")).isEmpty();
    }
}

package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** What the page says, to whoever has no script as well. */
class HtmlPageTest {
    private static Document page(Impact impact) {
        return Jsoup.parse(HtmlPage.of(impact));
    }

    private static List<String> rows(Document page, String heading) {
        return page.select("section:has(> h2:containsOwn(" + heading + ")) tbody tr")
                .eachText();
    }

    @Test
    void saysTheVerdictFirst() {
        assertThat(page(ExampleImpact.refused()).select("h1").text()).isEqualTo("Refused, for 3 reasons");
        assertThat(page(ExampleImpact.refused()).select(".stack .verdict").eachText())
                .containsExactly("allowed", "allowed, 1 approved", "refused (3)");
    }

    @Test
    void tellsEachReasonWithWhatToDo() {
        assertThat(page(ExampleImpact.refused()).select(".refusals li").eachText())
                .hasSize(3)
                .first()
                .asString()
                .contains(
                        "prod database must not be replaced It would be replaced, and what is in it deleted.",
                        "Next: Leave storageEncrypted as it is");
    }

    @Test
    void foldsReasonsOfWhichThereAreMany() {
        var page = page(ExampleImpact.large(50));

        assertThat(page.select(".refusals li")).hasSize(50);
        assertThat(page.select("details:has(.refusals) summary").text()).isEqualTo("42 more reasons");
    }

    @Test
    void countsWhatHappensInEachStack() {
        assertThat(page(ExampleImpact.refused())
                        .select(".stack[data-stack=prod] .counts div")
                        .eachText())
                .containsExactly("created 1", "updated 1", "replaced 2", "deleted 1", "unchanged 199");
    }

    @Test
    void showsWhatHoldsStateWithItsProtection() {
        assertThat(rows(page(ExampleImpact.refused()), "What holds state"))
                .hasSize(3)
                .first()
                .asString()
                .contains(
                        "prod database rds.Instance replaced",
                        "storageEncrypted: false → true (replaces)",
                        "lost: finalSnapshot, protect");
    }

    @Test
    void showsEveryPath() {
        assertThat(rows(page(ExampleImpact.refused()), "path by path"))
                .hasSize(9)
                .contains("web ecs.Service database → database-address → api → api → web leaves it as it is");
    }

    @Test
    void showsSecurityMigrationsRulesAndCost() {
        var page = page(ExampleImpact.refused());

        assertThat(rows(page, "Who may reach").get(0)).startsWith("wider prod database-from-everywhere exposure");
        assertThat(rows(page, "Migrations")).contains("prod 4 drop legacy contract");
        assertThat(rows(page, "Mandatory rules")).hasSize(1);
        assertThat(rows(page, "could not decide")).hasSize(1);
        assertThat(rows(page, "Cost")).contains("RDS db.m6g.xlarge, Multi-AZ 271.56 443.20 +171.64 USD");
        assertThat(rows(page, "Other changes of prod")).hasSize(3);
    }

    @Test
    void leavesOutSectionsOfWhichThereIsNothing() {
        var page = page(ExampleImpact.unchanged());

        assertThat(page.select("h1").text()).isEqualTo("Allowed: nothing changes");
        assertThat(page.select("h2, table, figure")).isEmpty();
        assertThat(page.select("main").text()).isEqualTo("Nothing changes.");
    }

    @Test
    void saysWhyAPreviewFailed() {
        var page = page(ExampleImpact.failed());

        assertThat(page.select("h1").text()).isEqualTo("Not judged: the preview of prod failed");
        assertThat(page.select(".failure pre").text()).contains("holdfast:domain is not set");
    }

    @Test
    void allowsNoScriptAndNoStyleButItsOwn() {
        var page = page(ExampleImpact.refused());

        assertThat(page.select("meta[http-equiv]").attr("content"))
                .matches("default-src 'none'; style-src 'sha256-[^ ]+'; script-src 'sha256-[^ ]+'; img-src data:;"
                        + " base-uri 'none'; form-action 'none'");
        assertThat(page.select("[style], [onclick], script[src], link[rel=stylesheet]"))
                .isEmpty();
    }

    @Test
    void refersToNothingOnTheNetwork() {
        var page = page(ExampleImpact.refused());

        assertThat(page.getAllElements().eachAttr("src")).isEmpty();
        assertThat(page.getAllElements().eachAttr("href")).allMatch(address -> address.matches("#main|data:.*"));
    }

    @Test
    void showsMarkupInANameAsText() {
        var name = "</script></style><img src=x onerror=alert(1)>\"' onfocus=\"alert(1)";

        var page = page(ExampleImpact.named(name));

        assertThat(page.select("img, [onfocus], [onerror]")).isEmpty();
        assertThat(page.select("td code").eachText()).contains(name);
        assertThat(page.select("script, style")).hasSize(2);
    }
}

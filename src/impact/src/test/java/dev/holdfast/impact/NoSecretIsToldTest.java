package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every way in which a secret comes into a preview, and every form in which it could leave it. */
class NoSecretIsToldTest {
    private static final String PLAIN = "hunter2";
    private static final String CIPHERTEXT = "v1:AAAAciphertextBBBB";

    private final Written database = Written.of(Written.DATABASE, "database");

    @Test
    void anInputThatIsSecret() {
        told(new Previewed()
                .update(
                        database.input("password", Written.secret("[secret]")),
                        database.input("password", Written.secret("[secret]")),
                        Map.of("password", "update"))
                .inState(database.input("password", Written.secret(CIPHERTEXT))));
    }

    @Test
    void anInputThatIsPlainAndWasSecret() {
        told(new Previewed()
                .update(
                        database.input("password", Written.secret("[secret]")),
                        database.input("password", TextNode.valueOf(PLAIN)),
                        Map.of("password", "update")));
    }

    @Test
    void anInputThatIsPlainAndWhoseOutputIsSecret() {
        told(new Previewed()
                .update(
                        database.input("value", TextNode.valueOf(PLAIN + "1"))
                                .output("value", Written.secret(CIPHERTEXT)),
                        database.input("value", TextNode.valueOf(PLAIN)).output("value", Written.secret(CIPHERTEXT)),
                        Map.of("value", "update")));
    }

    @Test
    void aSecretWithinAListOfObjects() {
        var hidden = Written.MAPPER.createArrayNode();
        hidden.addObject().put("name", "PASSWORD").set("value", Written.secret(CIPHERTEXT));
        var open = Written.json("[{'name': 'A', 'value': 'a'}, {'name': 'PASSWORD', 'value': '" + PLAIN + "'}]");

        told(new Previewed()
                .update(
                        database.input("environment", hidden),
                        database.input("environment", open),
                        Map.of("environment[1].value", "update")));
    }

    @Test
    void aSecretOfAResourceThatIsReplaced() {
        told(new Previewed()
                .replace(
                        database.input("password", Written.secret(CIPHERTEXT)),
                        database.input("password", Written.secret(CIPHERTEXT)),
                        Map.of("password", "update-replace")));
    }

    @Test
    void aSecretOfAResourceThatIsCreatedOrDeleted() {
        told(new Previewed()
                .create(database.input("password", Written.secret(CIPHERTEXT)))
                .delete(Written.of(Written.BUCKET, "old").input("key", Written.secret(CIPHERTEXT))));
    }

    @Test
    void whatTheEngineWritesForDebugging() {
        told(new Previewed().diagnostic("debug", PLAIN).create(database));
    }

    private static void told(Previewed previewed) {
        var impact = new Impact(List.of(previewed.impact()));

        assertThat(impact.stacks().get(0).changes()).isNotEmpty();
        assertThat(JsonReport.of(impact, Map.of())).doesNotContain(PLAIN, CIPHERTEXT);
        assertThat(TerminalReport.of(impact, true)).doesNotContain(PLAIN, CIPHERTEXT);
        assertThat(previewed.preview().toString()).doesNotContain(PLAIN, CIPHERTEXT);
    }
}

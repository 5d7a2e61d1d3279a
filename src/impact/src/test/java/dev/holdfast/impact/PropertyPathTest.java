package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PropertyPathTest {
    @Test
    void findsWhatIsInListsOfObjects() {
        assertThat(PropertyPath.of("ingress[1].cidrBlocks[0]")
                        .in(Written.json("{'ingress': [{}, {'cidrBlocks': ['0.0.0.0/0']}]}"))
                        .asText())
                .isEqualTo("0.0.0.0/0");
    }

    @Test
    void findsNamesWithDots() {
        assertThat(PropertyPath.of("tags[\"example.com/a\"]")
                        .in(Written.json("{'tags': {'example.com/a': 'x'}}"))
                        .asText())
                .isEqualTo("x");
    }

    @Test
    void endsAtASecret() {
        assertThat(PropertyPath.of("environment.variables.PASSWORD").in(Written.json("{'environment': '[secret]'}")))
                .isEqualTo(Concealment.SECRET);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(PropertyPath.of("a.b[7].c").in(Written.json("{'a': {}}")).isMissingNode())
                .isTrue();
    }
}

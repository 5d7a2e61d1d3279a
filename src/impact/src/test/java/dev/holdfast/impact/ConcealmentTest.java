package dev.holdfast.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcealmentTest {
    private final Written resource = Written.of(Written.DATABASE, "database");

    @Test
    void concealsASecret() {
        assertThat(inputs(resource.input("password", Written.secret("AAAA")))).isEqualTo("{\"password\":\"[secret]\"}");
    }

    @Test
    void concealsASecretWithinAnObject() {
        var value = Written.MAPPER.createObjectNode().put("HOST", "h");
        value.set("PASSWORD", Written.secret("AAAA"));

        assertThat(inputs(resource.input("environment", value)))
                .isEqualTo("{\"environment\":{\"HOST\":\"h\",\"PASSWORD\":\"[secret]\"}}");
    }

    @Test
    void concealsAPlainInputWhoseOutputIsASecret() {
        assertThat(inputs(resource.inputs("{'value': 'hunter2'}").output("value", Written.secret("AAAA"))))
                .isEqualTo("{\"value\":\"[secret]\"}");
    }

    @Test
    void concealsAPlainInputThatTheStateHasEncrypted() {
        var state = resource.input("password", Written.secret("AAAA")).state();

        assertThat(Concealment.inputs(resource.inputs("{'password': 'hunter2'}").state(), List.of(state)))
                .hasToString("{\"password\":\"[secret]\"}");
    }

    @Test
    void concealsWhatTheTypeSaysIsASecretOutput() {
        var written = resource.inputs("{'password': 'hunter2'}")
                .with(json -> json.putArray("additionalSecretOutputs").add("password"));

        assertThat(inputs(written)).isEqualTo("{\"password\":\"[secret]\"}");
    }

    @Test
    void concealsAllElementsOfAListInWhichOneIsSecretElsewhere() {
        var written = resource.inputs("{'values': ['hunter2', 'hunter3']}")
                .output("values", Written.MAPPER.createArrayNode().add("other").add(Written.secret("AAAA")));

        assertThat(inputs(written)).isEqualTo("{\"values\":[\"[secret]\",\"[secret]\"]}");
    }

    @Test
    void showsAListWithoutSecrets() {
        assertThat(inputs(resource.inputs("{'values': ['one', 'two']}").outputs("{'values': ['one', 'two']}")))
                .isEqualTo("{\"values\":[\"one\",\"two\"]}");
    }

    @Test
    void saysWhatOnlyTheUpdateKnows() {
        assertThat(inputs(resource.input("arn", TextNode.valueOf("04da6b54-80e4-46f7-96ec-b56ff0331ba9"))))
                .isEqualTo("{\"arn\":\"[unknown]\"}");
    }

    @Test
    void leavesOutTheProvidersNotes() {
        assertThat(inputs(resource.inputs("{'__defaults': ['name'], 'name': 'a'}")))
                .isEqualTo("{\"name\":\"a\"}");
    }

    private static String inputs(Written resource) {
        return Concealment.inputs(resource.state(), List.of()).toString();
    }
}

package dev.holdfast.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jackson's own mappers make is what is wanted. */
class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:*\"], \"On\": true}]}",
                "[1, 2147483648, 123456789012345678901234567890, 0.5, -1, null, false, \"\", {}, []]",
                "\"text\"",
                "",
                "  ",
                "null"
            })
    void jsonIsReadAsJacksonReadsIt(String text) throws JsonProcessingException {
        assertThat(JsonTree.ofJson(text)).isEqualTo(new ObjectMapper().readTree(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exemptions:\n  - rule: a\n    expires: 2027-01-31\n", "# nothing\n", "a: [1, ~, x]", "a: 1e3"})
    void yamlIsReadAsJacksonReadsIt(String text) throws JsonProcessingException {
        assertThat(JsonTree.ofYaml(text)).isEqualTo(new YAMLMapper().readTree(text));
    }

    @Test
    void plainValuesBecomeTheSameTree() {
        var plain = new LinkedHashMap<String, Object>();
        plain.put("list", Arrays.asList("a", 1, 1L << 40, 0.5, true, null));
        plain.put("object", new LinkedHashMap<>(Map.of("deep", List.of())));

        assertThat(JsonTree.of(plain)).isEqualTo(new ObjectMapper().valueToTree(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\" 1}", "nothing"})
    void whatIsNoJsonIsNotReadInPart(String text) {
        assertThatThrownBy(() -> JsonTree.ofJson(text)).isInstanceOf(JsonProcessingException.class);
    }
}

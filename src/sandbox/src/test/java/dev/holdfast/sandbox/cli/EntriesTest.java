package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"messages":[1,2,3]} | {"messages":[1,2,3]}   | 0
            {"messages":[1,2,3]} | {"messages":[3,2,1,4]} | 0
            {"messages":[1,2,3]} | {"messages":[2,3,4]}   | 0
            {"messages":[1,2,3]} | {"messages":[3,4]}     | 1
            {"messages":[1,2,3]} | {"messages":[]}        | 3
            [{"id":1},{"id":2}]  | [{"id":1}]             | 1
            <p>1</p>             | <p>2</p>               | 0
            """)
    void countsWhatIsMissingLaterButNotWhatNewEntriesPushedOut(String before, String after, int missing) {
        assertThat(Entries.of(before).missingIn(Entries.of(after))).isEqualTo(missing);
    }
}

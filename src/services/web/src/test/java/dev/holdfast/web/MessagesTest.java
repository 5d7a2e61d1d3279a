package dev.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MessagesTest {
    private final FakeApi api = new FakeApi();
    private final Messages messages = new Messages(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void readsWhatTheApiAnswersInItsOrder() throws Exception {
        api.answerInstead(200, "application/json", """
                {"messages": [
                  {"id": 2, "author": "Grace", "text": "a\\nb \\ud83d\\ude00", "createdAt": "2026-01-02T03:04:05.006Z"},
                  {"id": 1, "author": "Ada", "text": "c", "createdAt": "2026-01-02T03:04:05Z", "mood": "later"}
                ], "next": null}""");

        var newest = messages.newest(null);

        assertThat(newest).extracting(Message::author).containsExactly("Grace", "Ada");
        assertThat(newest.get(0).text()).isEqualTo("a\nb \uD83D\uDE00");
        assertThat(newest.get(0).createdAt()).isEqualTo("2026-01-02T03:04:05.006Z");
        assertThat(newest.get(0).readableTime()).isEqualTo("2 Jan 2026, 03:04 UTC");
    }

    @Test
    void readsNoMessages() throws Exception {
        assertThat(messages.newest(null)).isEmpty();
    }

    @Test
    void passesTheTraceOn() throws Exception {
        messages.newest("Root=1-67891233-abcdef012345678912345678");

        assertThat(api.traces()).containsExactly("Root=1-67891233-abcdef012345678912345678");
    }

    @Test
    void doesNotFailOverATraceThatIsNone() throws Exception {
        messages.newest("\u00e4 b");

        assertThat(api.traces()).containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "{",
                "null",
                "[]",
                "{}",
                "{\"messages\": null}",
                "{\"messages\": {}}",
                "{\"messages\": [\"secret\"]}",
                "{\"messages\": [{\"text\": \"secret\", \"createdAt\": \"2026-01-02T03:04:05Z\"}]}",
                "{\"messages\": [{\"author\": 1, \"text\": \"secret\", \"createdAt\": \"2026-01-02T03:04:05Z\"}]}",
                "{\"messages\": [{\"author\": \"a\", \"text\": null, \"createdAt\": \"2026-01-02T03:04:05Z\"}]}",
                "{\"messages\": [{\"author\": \"a\", \"text\": \"secret\", \"createdAt\": \"secret\"}]}"
            })
    void refusesNonsenseWithoutQuotingIt(String body) {
        api.answerInstead(200, "application/json", body);

        assertThatThrownBy(() -> messages.newest(null))
                .isInstanceOf(MessagesUnavailable.class)
                .hasNoCause()
                .hasMessage(api.url() + "/api/messages answered something else than messages in JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 404, 500, 503})
    void namesAStatusThatIsNotSuccess(int status) {
        api.answerInstead(status, "text/html", "");

        assertThatThrownBy(() -> messages.newest(null))
                .isInstanceOf(MessagesUnavailable.class)
                .hasMessageEndingWith("answered with status " + status);
    }

    @Test
    void waitsForASlowApiOnlySoLong() {
        api.stall();

        assertThatThrownBy(() -> messages.newest(null))
                .isInstanceOf(MessagesUnavailable.class)
                .hasMessageEndingWith("did not answer within 2 seconds");
    }

    @Test
    void namesAConnectionThatIsRefused() {
        api.close();

        assertThatThrownBy(() -> messages.newest(null))
                .isInstanceOf(MessagesUnavailable.class)
                .hasMessageContaining("could not be asked: ConnectException");
    }

    @Test
    void namesAHostThatIsUnknown() {
        assertThatThrownBy(() -> new Messages(URI.create("http://api.invalid:8080")).newest(null))
                .isInstanceOf(MessagesUnavailable.class)
                .hasMessageStartingWith("http://api.invalid:8080/api/messages ");
    }
}

package dev.holdfast.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP interface, without a database. */
@Timeout(60)
class ServerTest {
    private static final Message HELLO = new Message(7, "Ada", "Hello", Instant.parse("2026-01-02T03:04:05.006Z"));
    private static final String HELLO_JSON =
            "{\"id\":7,\"author\":\"Ada\",\"text\":\"Hello\",\"createdAt\":\"2026-01-02T03:04:05.006Z\"}";

    private static final Messages MESSAGES = mock(Messages.class);
    private static final Readiness READINESS = mock(Readiness.class);
    private static final Server SERVER = server();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void forget() {
        reset(MESSAGES, READINESS);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void answersMessages() throws Exception {
        given(MESSAGES.newest(20)).willReturn(List.of(HELLO));

        var answer = get("/api/messages");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"messages\":[" + HELLO_JSON + "]}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void passesTheLimitOn(int limit) throws Exception {
        assertThat(get("/api/messages?limit=" + limit).statusCode()).isEqualTo(200);
        then(MESSAGES).should().newest(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "many", "", "1.5"})
    void refusesAnotherLimit(String limit) throws Exception {
        var answer = get("/api/messages?limit=" + limit);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_limit", "limit is \\\"" + limit + "\\\"; allowed is 1 to 100");
        then(MESSAGES).should(never()).newest(anyInt());
    }

    @Test
    void answersAMessageThatWasAdded() throws Exception {
        given(MESSAGES.add(new NewMessage("Ada", "Hello"))).willReturn(HELLO);

        var answer = post("{\"author\": \"Ada\", \"text\": \"Hello\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(HELLO_JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                         | the body is missing
            {                                          | the body is not JSON
            {} {}                                      | the body is not JSON
            {"text": "a", "text": "b"}                 | Duplicate field
            []                                         | the body is an array
            "Hello"                                    | the body is a string
            {"author": "Ada"}                          | text is missing; allowed is text of 1 to 2000 characters
            {"author": 1, "text": "Hello"}             | author is a number; allowed is text of 1 to 80 characters
            {"author": null, "text": "Hello"}          | author is null
            {"author": " ", "text": "Hello"}           | author is blank
            {"author": "Ada", "text": "a\\u0000b"}     | text has a character that is not text
            {"author": "Ada", "text": "\\ud800"}       | text has a character that is not text
            {"author": "Ada", "text": "a", "id": 1}    | id is not known
            """)
    void refusesAnotherBody(String body, String message) throws Exception {
        var answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"invalid_").contains(message);
        then(MESSAGES).should(never()).add(any());
    }

    @Test
    void namesEverythingThatIsWrongWithAMessage() throws Exception {
        var answer = post("{\"author\": [], \"txt\": \"Hello\", \"id\": 1}");

        assertThat(answer.body())
                .contains("author is an array", "text is missing", "txt is not known", "id is not known");
    }

    @Test
    void saysWhatIsWrongWithEachFieldForAForm() throws Exception {
        var answer = post("{\"author\": \" \", \"text\": \"a\"}");

        assertThat(answer.body()).endsWith("""
                ,"fields":{"author":"author is blank; allowed is text of 1 to 80 characters"}}}""");
    }

    @Test
    void namesNoFieldsWhereTheBodyHasNone() throws Exception {
        assertThat(post("[]").body()).doesNotContain("fields");
    }

    @Test
    void countsCharactersAsAReaderWould() throws Exception {
        given(MESSAGES.add(any())).willReturn(HELLO);
        var longest = "\uD83D\uDE00".repeat(80);

        assertThat(post("{\"author\": \"" + longest + "\", \"text\": \"a\"}").statusCode())
                .isEqualTo(201);
        assertThat(post("{\"author\": \"" + longest + "a\", \"text\": \"a\"}").body())
                .contains("author has 81 characters");
    }

    @Test
    void takesTheLongestMessageWithEveryCharacterEscaped() throws Exception {
        given(MESSAGES.add(any())).willReturn(HELLO);

        var answer = post("{\"author\": \"" + "\\ud83d\\ude00".repeat(80) + "\", \"text\": \""
                + "\\ud83d\\ude00".repeat(2000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        assertTooLarge(post(" ".repeat(40_000)));
    }

    @Test
    void refusesABodyThatIsTooLargeAndDoesNotSayHowLarge() throws Exception {
        assertTooLarge(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[500_000]))));
    }

    private static void assertTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"too_large\"", "32768 bytes");
    }

    @Test
    void namesTheMethodsThatAreAllowed() throws Exception {
        var answer = send(HttpRequest.newBuilder(uri("/api/messages")).DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
        assertThat(answer.body()).contains("\"method_not_allowed\"", "allowed is GET, POST");
    }

    @Test
    void saysThatThereIsNothingElse() throws Exception {
        var answer = get("/api/message");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"code\":\"not_found\",\"message\":\"there is nothing at /api/message\"}}");
    }

    @Test
    void answersInJsonWhatIsNotHttp() throws Exception {
        try (var socket = new Socket("localhost", SERVER.port())) {
            socket.getOutputStream().write("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"invalid_request\"");
        }
    }

    @Test
    void saysWhenToComeBackWhileTheDatabaseIsDown() throws Exception {
        given(MESSAGES.newest(anyInt())).willThrow(new ConnectionException(new SQLException("refused", "08001")));

        var answer = get("/api/messages");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("\"database_unavailable\"").doesNotContain("refused");
    }

    @Test
    void tellsAClientNothingOfAFault() throws Exception {
        given(MESSAGES.newest(anyInt())).willThrow(new IllegalStateException("of our own"));

        var answer = get("/api/messages");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"internal_error\"").doesNotContain("of our own");
    }

    @Test
    void isLiveWithoutADatabase() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(HealthCheck.isLive(Integer.toString(SERVER.port()))).isTrue();
    }

    @Test
    void isNotReadyBeforeTheDatabaseAnswered() throws Exception {
        var answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":\"starting\",\"database\":\"unreachable\",\"release\":\"1\"}");
    }

    @Test
    void staysReadyAndTellsThatTheDatabaseIsDown() throws Exception {
        given(READINESS.ready()).willReturn(true);

        var answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"ready\",\"database\":\"unreachable\",\"release\":\"1\"}");
    }

    @Test
    void finishesARequestUnderWayBeforeItStops() throws Exception {
        var stopping = server();
        var started = new CountDownLatch(1);
        var mayFinish = new CountDownLatch(1);
        given(MESSAGES.newest(anyInt())).willAnswer(call -> {
            started.countDown();
            mayFinish.await();
            return List.of(HELLO);
        });
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + stopping.port() + "/api/messages"))
                .build();
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        started.await();

        var stop = CompletableFuture.runAsync(stopping::close);
        Thread.sleep(300);
        assertThat(stop).isNotDone();
        mayFinish.countDown();

        assertThat(answer.join().body()).contains("Hello");
        stop.join();
        assertThat(HealthCheck.isLive(Integer.toString(request.uri().getPort())))
                .isFalse();
    }

    @Test
    void takesRequestsForAsLongAsTheyComeWhenItIsAskedToStop() throws Exception {
        var stopping = server();
        given(MESSAGES.newest(anyInt())).willReturn(List.of(HELLO));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + stopping.port() + "/api/messages"))
                .build();

        var stop = CompletableFuture.runAsync(() -> {
            stopping.drain();
            stopping.close();
        });

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(stop).isNotDone();
        stop.join();
        assertThat(HealthCheck.isLive(Integer.toString(request.uri().getPort())))
                .isFalse();
    }

    @Test
    void searchesWhereThatIsOn() throws Exception {
        try (var searching = server(Map.of("FEATURES", "search"))) {
            given(MESSAGES.newest(20, "hell")).willReturn(List.of(HELLO));

            var answer = send(HttpRequest.newBuilder(
                    URI.create("http://localhost:" + searching.port() + "/api/messages?search=hell")));

            assertThat(answer.body()).isEqualTo("{\"messages\":[" + HELLO_JSON + "]}");
        }
    }

    @Test
    void searchesNothingWhileThatIsOff() throws Exception {
        assertThat(get("/api/messages?search=hell").statusCode()).isEqualTo(200);

        then(MESSAGES).should().newest(20);
        then(MESSAGES).should(never()).newest(anyInt(), any());
    }

    private static Server server() {
        return server(Map.of());
    }

    private static Server server(Map<String, String> environment) {
        return new Server(
                0, new MessagesResource(MESSAGES, Features.from(environment)), new HealthResource(READINESS, "1"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(BodyPublisher body) throws Exception {
        return send(HttpRequest.newBuilder(uri("/api/messages"))
                .header("Content-Type", "application/json")
                .POST(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + SERVER.port() + path);
    }
}

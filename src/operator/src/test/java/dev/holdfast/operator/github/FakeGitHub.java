package dev.holdfast.operator.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** As much of GitHub's API as a comment needs: pages of comments, their authors, and the answers that a test asks for. */
final class FakeGitHub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMMENTS = "/repos/acme/shop/issues/7/comments";

    private final HttpServer server;
    private final ArrayNode comments = JSON.createArrayNode();
    private final List<String> requests = new ArrayList<>();
    private final Deque<Trouble> trouble = new ArrayDeque<>();
    private int perPage = 100;
    private String viewer = "github-actions[bot]";
    private String nextPage;

    /**
     * An answer instead of the right one.
     *
     * @param on the beginning of the request that gets it
     * @param done whether the request is obeyed all the same
     */
    private record Trouble(String on, int status, Map<String, String> headers, String message, boolean done) {}

    FakeGitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI api() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Of how many comments a page is. */
    void perPage(int count) {
        perPage = count;
    }

    /** Who the token's owner is. */
    void viewer(String login) {
        viewer = login;
    }

    /** Where every page says that the next one is. */
    void nextPage(String address) {
        nextPage = address;
    }

    void comment(String author, String body) {
        var comment = comments.addObject();
        comment.put("id", comments.size())
                .put("body", body)
                .put("html_url", "https://github.example/c" + comments.size());
        comment.putObject("user").put("login", author).put("type", author.endsWith("[bot]") ? "Bot" : "User");
    }

    void trouble(String on, int status, Map<String, String> headers, String message) {
        trouble.add(new Trouble(on, status, headers, message, false));
    }

    /** The next such request is obeyed, but its answer is lost. */
    void lose(String on) {
        trouble.add(new Trouble(on, 502, Map.of(), "Server Error", true));
    }

    /** Method and path of each, in their order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> bodies() {
        var bodies = new ArrayList<String>();
        comments.forEach(comment -> bodies.add(comment.path("body").asText()));
        return bodies;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(request);
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!"Bearer secret-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, message("Bad credentials"));
            return;
        }
        if (!trouble.isEmpty() && request.startsWith(trouble.peek().on())) {
            var instead = trouble.remove();
            if (instead.done()) {
                obey(exchange, request, body);
            }
            instead.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, instead.status(), message(instead.message()));
            return;
        }
        var answer = obey(exchange, request, body);
        send(exchange, answer == null ? 404 : 200, answer == null ? message("Not Found") : answer);
    }

    private JsonNode obey(HttpExchange exchange, String request, String body) throws IOException {
        if (request.equals("POST /graphql")) {
            var data = JSON.createObjectNode();
            data.putObject("data").putObject("viewer").put("login", viewer);
            return data;
        }
        if (request.equals("GET " + COMMENTS)) {
            return page(exchange);
        }
        if (request.equals("POST " + COMMENTS)) {
            comment("github-actions[bot]", JSON.readTree(body).path("body").asText());
            return comments.get(comments.size() - 1);
        }
        if (request.startsWith("PATCH /repos/acme/shop/issues/comments/")) {
            var id = Integer.parseInt(request.substring(request.lastIndexOf('/') + 1));
            return ((ObjectNode) comments.get(id - 1))
                    .put("body", JSON.readTree(body).path("body").asText());
        }
        return null;
    }

    private ArrayNode page(HttpExchange exchange) {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        var number = query.matches(".*&page=\\d+") ? Integer.parseInt(query.replaceAll(".*&page=", "")) : 1;
        var page = JSON.createArrayNode();
        for (var index = (number - 1) * perPage; index < Math.min(number * perPage, comments.size()); index++) {
            page.add(comments.get(index));
        }
        if (nextPage != null) {
            exchange.getResponseHeaders().set("Link", "<" + nextPage + ">; rel=\"next\"");
        } else if (number * perPage < comments.size()) {
            var next = api() + COMMENTS + "?per_page=100&page=" + (number + 1);
            exchange.getResponseHeaders()
                    .set("Link", "<" + api() + "/first>; rel=\"first\", <" + next + ">; rel=\"next\"");
        }
        return page;
    }

    private static JsonNode message(String text) {
        return JSON.createObjectNode().put("message", text);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

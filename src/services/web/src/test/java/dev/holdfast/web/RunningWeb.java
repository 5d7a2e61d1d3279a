package dev.holdfast.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The service before an api that a test may break. */
final class RunningWeb implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeApi api = new FakeApi();
    private final Server server;

    /** What the service is told, all of it the same as {@code dev} where it is not given. */
    static RunningWeb dev() {
        return new RunningWeb("dev", "7", "Guestbook", "For developers.");
    }

    RunningWeb(String environment, String release, String title, String text) {
        server = new Server(new Settings(0, api.url(), environment, release, title, text), new Messages(api.url()));
    }

    FakeApi api() {
        return api;
    }

    int port() {
        return server.port();
    }

    URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url().resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        api.close();
    }
}

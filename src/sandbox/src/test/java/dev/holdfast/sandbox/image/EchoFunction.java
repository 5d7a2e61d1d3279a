package dev.holdfast.sandbox.image;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A function with a runtime of its own, which speaks Lambda's Runtime API. Its argument is its handler. */
public final class EchoFunction {
    private EchoFunction() {}

    public static void main(String[] arguments) throws Exception {
        var api = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
        var next = open(api + "invocation/next");
        var event = new String(next.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var request = api + "invocation/" + next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
        System.out.println("handles " + event);
        switch (arguments[0]) {
            case "echo" ->
                post(
                        request + "/response",
                        "{\"event\":" + event + ",\"greeting\":\"" + System.getenv("GREETING") + "\"}");
            case "fail" ->
                post(
                        request + "/error",
                        "{\"errorMessage\":\"V3 failed: syntax error\",\"errorType\":\"IllegalState\"}");
            case "secrets" -> post(request + "/response", "{\"status\":" + secretsManager() + "}");
            case "sleep" -> Thread.sleep(60_000);
            default -> System.exit(3);
        }
        open(api + "invocation/next").getInputStream().close();
    }

    /** Asks for a secret, signed well enough to be understood; what comes back is the answer's status. */
    private static int secretsManager() throws IOException {
        var connection = open(System.getenv("AWS_ENDPOINT_URL"));
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("X-Amz-Target", "secretsmanager.ListSecrets");
        connection.setRequestProperty("X-Amz-Security-Token", System.getenv("AWS_SESSION_TOKEN"));
        connection.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + System.getenv("AWS_ACCESS_KEY_ID")
                        + "/20261121/eu-central-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0");
        connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        return connection.getResponseCode();
    }

    private static void post(String url, String body) throws IOException {
        var connection = open(url);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        connection.getInputStream().close();
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }
}

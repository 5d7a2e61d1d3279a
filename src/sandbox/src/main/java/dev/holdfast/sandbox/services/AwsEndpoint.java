package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the AWS SDKs of tasks and functions send their requests ({@code AWS_ENDPOINT_URL}). */
public final class AwsEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "127.0.0.2";
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request\\b.*");

    /** An SDK fetches new ones before these end. */
    private static final Duration TASK = Duration.ofHours(6);

    /** A function gets its credentials once, with its environment. */
    private static final Duration FUNCTION = Duration.ofDays(365);

    private final SecurityTokens tokens;
    private final SecretsManagerApi secretsManager;
    private final Server server;
    private final URI uri;

    /** Temporary credentials of one task or function. */
    public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
        @Override
        public String toString() {
            return accessKeyId;
        }
    }

    /** Where a task fetches its credentials, and the token that it must show. */
    public record ContainerCredentials(URI uri, String authorization) {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    private record Answer(int status, String type, String body) {}

    /** Listens on an address of the loopback range other than 127.0.0.1, which is a task's own. */
    public AwsEndpoint(Resources resources, SecretValues secrets) {
        tokens = new SecurityTokens(PrivateFiles.renewable(secrets.directory().resolve("tokens.key")));
        secretsManager = new SecretsManagerApi(resources, secrets, new Permissions(resources));
        var threads = new QueuedThreadPool(16, 2);
        threads.setName("aws-endpoint");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                var answer = answer(request);
                response.setStatus(answer.status());
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
                response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
                Content.Sink.write(response, true, answer.body(), callback);
                return true;
            }
        });
        uri = URI.create("http://" + HOST + ":" + listen(secrets.directory().resolve("endpoint.port")));
    }

    /** What {@code AWS_ENDPOINT_URL} is set to. */
    public URI uri() {
        return uri;
    }

    /** Credentials for a function that runs as this role. */
    public Credentials credentials(String account, String region, String roleArn) {
        return tokens.credentials(
                caller(account, region, roleArn), Instant.now().plus(FUNCTION));
    }

    /** Credentials for a task that runs as this role, to be fetched by its SDK. */
    public ContainerCredentials containerCredentials(String account, String region, String roleArn) {
        var name = tokens.name(caller(account, region, roleArn));
        return new ContainerCredentials(uri.resolve("/credentials/" + name), tokens.authorization(name));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the endpoint at " + uri + " does not stop", e);
        }
    }

    /** On the port of the last run, because tasks that outlived it know that one; else on any that is free. */
    private int listen(Path file) {
        var last = Files.exists(file) ? Integer.parseInt(PrivateFiles.read(file)) : 0;
        try {
            int port;
            try {
                port = listen(last);
            } catch (IOException e) { // Jetty's own, with the BindException as its cause
                if (last == 0) {
                    throw e;
                }
                LOG.warn(
                        "port {} on {} is taken by another program; tasks still running lose this endpoint",
                        last,
                        HOST);
                port = listen(0);
            }
            PrivateFiles.write(file, String.valueOf(port));
            return port;
        } catch (Exception e) {
            throw new IllegalStateException("cannot listen on " + HOST, e);
        }
    }

    private int listen(int port) throws Exception {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost(HOST);
        connector.setPort(port);
        connector.open();
        server.addConnector(connector);
        server.start();
        return connector.getLocalPort();
    }

    private static Caller caller(String account, String region, String roleArn) {
        return new Caller(account, region, roleArn, UUID.randomUUID().toString().replace("-", ""));
    }

    private Answer answer(Request request) throws Exception {
        var path = Request.getPathInContext(request);
        var signature = SIGNED.matcher(String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION)));
        var signed = signature.matches();
        var service = signed ? signature.group(3) : "";
        try {
            if (path.startsWith("/credentials/")) {
                return containerCredentials(
                        path.substring("/credentials/".length()),
                        request.getHeaders().get(HttpHeader.AUTHORIZATION));
            }
            if (!signed) {
                throw new AwsException("MissingAuthenticationTokenException", "The request is not signed.");
            }
            var caller = tokens.caller(signature.group(1), request.getHeaders().get("X-Amz-Security-Token"));
            var target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
            var body = Content.Source.asString(request, StandardCharsets.UTF_8);
            if (service.equals("secretsmanager") && target.startsWith("secretsmanager.")) {
                var operation = target.substring("secretsmanager.".length());
                return json(200, secretsManager.answer(caller, operation, JSON.readTree(body)));
            }
            if (service.equals("sts") && body.contains("Action=GetCallerIdentity")) {
                return xml(200, identity(caller));
            }
            throw new AwsException(
                    "UnknownOperationException",
                    "The sandbox does not answer " + service + " " + (target.equals("null") ? path : target)
                            + "; it answers Secrets Manager and sts:GetCallerIdentity");
        } catch (JsonProcessingException e) {
            return json(400, Map.of("__type", "SerializationException", "message", "the body is no JSON"));
        } catch (AwsException e) {
            LOG.info("refused: {}", e.toString());
            return service.equals("sts")
                    ? xml(403, error(e))
                    : json(400, Map.of("__type", e.code(), "code", e.code(), "message", e.getMessage()));
        }
    }

    private Answer containerCredentials(String name, String authorization) throws Exception {
        var credentials = tokens.fetch(name, authorization, TASK);
        return json(
                200,
                Map.of(
                        "AccessKeyId", credentials.accessKeyId(),
                        "SecretAccessKey", credentials.secretAccessKey(),
                        "Token", credentials.sessionToken(),
                        "RoleArn",
                                tokens.caller(credentials.accessKeyId(), credentials.sessionToken())
                                        .roleArn(),
                        "Expiration",
                                Instant.now()
                                        .plus(TASK)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()));
    }

    private static String identity(Caller caller) {
        return """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>%s</Arn><UserId>AROA:%s</UserId><Account>%s</Account></GetCallerIdentityResult>\
                </GetCallerIdentityResponse>""".formatted(caller.arn(), caller.session(), caller.account());
    }

    private static String error(AwsException e) {
        return """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>\
                <Code>%s</Code><Message>%s</Message></Error></ErrorResponse>""".formatted(e.code(), e.getMessage().replace("&", "&amp;").replace("<", "&lt;"));
    }

    private static Answer json(int status, Map<String, Object> body) throws Exception {
        return new Answer(status, "application/x-amz-json-1.1", JSON.writeValueAsString(body));
    }

    private static Answer xml(int status, String body) {
        return new Answer(status, "text/xml", body);
    }
}

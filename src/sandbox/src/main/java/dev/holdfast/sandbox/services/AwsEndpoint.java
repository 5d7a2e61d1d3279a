package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.Addresses;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.network.Network;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
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
    private static final String CREDENTIALS = "/credentials/";

    /** Services whose endpoints are called differently from what requests to them are signed for. */
    private static final Map<String, String> ENDPOINTS = Map.of("ecr", "ecr.api");

    /** An SDK fetches new ones before these end. */
    private static final Duration TASK = Duration.ofHours(6);

    /** A function gets its credentials once, with its environment. */
    private static final Duration FUNCTION = Duration.ofDays(365);

    private final SecurityTokens tokens;
    private final SecretsManagerApi secretsManager;
    private final Network network;
    private final S3Endpoint s3;
    private final Server server;
    private final URI uri;
    private final Outages outages = new Outages();

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
    AwsEndpoint(Resources resources, SecretValues secrets, Buckets buckets, Network network) {
        this.network = network;
        tokens = new SecurityTokens(PrivateFiles.renewable(secrets.directory().resolve("tokens.key")));
        var permissions = new Permissions(resources);
        secretsManager = new SecretsManagerApi(resources, secrets, permissions);
        s3 = new S3Endpoint(tokens, new S3Api(buckets, permissions, new KmsKeys(resources)));
        var threads = new QueuedThreadPool(16, 2);
        threads.setName("aws-endpoint");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                if (refused(request)) {
                    // In AWS the connection would not have come about.
                    request.getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close();
                    callback.succeeded();
                    return true;
                }
                var signature = RequestSignature.of(request);
                if (signature.filter(one -> one.service().equals("s3")).isPresent()) {
                    s3.answer(signature.get().accessKeyId(), request, response);
                    callback.succeeded();
                    return true;
                }
                var answer = answer(request);
                response.setStatus(answer.status());
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
                response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
                Content.Sink.write(response, true, answer.body(), callback);
                return true;
            }
        });
        uri = URI.create("http://" + Addresses.CLOUD + ":" + listen());
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
        return new ContainerCredentials(uri.resolve(CREDENTIALS + name), tokens.authorization(name));
    }

    /** Who issues and knows the credentials. */
    SecurityTokens tokens() {
        return tokens;
    }

    /** What of AWS is out of order. */
    Outages outages() {
        return outages;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the endpoint at " + uri + " does not stop", e);
        }
    }

    private int listen() {
        var connector = new ServerConnector(server, 1, 1);
        // Any text is a key of S3, also one that would be ambiguous as the path of a file.
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.UNSAFE);
        connector.setHost(Addresses.CLOUD);
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot listen on " + Addresses.CLOUD, e);
        }
        return connector.getLocalPort();
    }

    private static Caller caller(String account, String region, String roleArn) {
        return new Caller(account, region, roleArn, UUID.randomUUID().toString().replace("-", ""));
    }

    /** Whether the network keeps the caller, who is known by the address, from the service that the request is for. */
    private boolean refused(Request request) {
        if (Request.getPathInContext(request).startsWith(CREDENTIALS)) {
            return false; // They are at a link-local address, which every network has.
        }
        var caller = network.interfaces().at(Request.getRemoteAddr(request));
        if (caller.isEmpty()) {
            LOG.info("refused: {} is no interface of this cloud's networks", Request.getRemoteAddr(request));
            return true;
        }
        return RequestSignature.of(request)
                .map(RequestSignature::service)
                .flatMap(service -> network.refusalToService(caller.get(), ENDPOINTS.getOrDefault(service, service)))
                .isPresent();
    }

    private Answer answer(Request request) throws Exception {
        var path = Request.getPathInContext(request);
        var signature = RequestSignature.of(request);
        var service = signature.map(RequestSignature::service).orElse("");
        try {
            if (path.startsWith(CREDENTIALS)) {
                return containerCredentials(
                        path.substring(CREDENTIALS.length()),
                        request.getHeaders().get(HttpHeader.AUTHORIZATION));
            }
            var caller = tokens.caller(
                    signature.orElseThrow(RequestSignature::missing).accessKeyId(),
                    request.getHeaders().get("X-Amz-Security-Token"));
            var target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
            var body = Content.Source.asString(request, StandardCharsets.UTF_8);
            if (service.equals("secretsmanager") && target.startsWith("secretsmanager.")) {
                var operation = target.substring("secretsmanager.".length());
                outages.check(service, caller.account());
                return json(200, secretsManager.answer(caller, operation, JSON.readTree(body)));
            }
            if (service.equals("sts") && body.contains("Action=GetCallerIdentity")) {
                return xml(200, StsApi.identity(caller));
            }
            throw new AwsException(
                    "UnknownOperationException",
                    "The sandbox does not answer " + service + " " + (target.equals("null") ? path : target)
                            + "; it answers Secrets Manager, S3 and sts:GetCallerIdentity");
        } catch (JsonProcessingException e) {
            return json(400, Map.of("__type", "SerializationException", "message", "the body is no JSON"));
        } catch (AwsException e) {
            LOG.info("refused: {}", e.toString());
            return service.equals("sts")
                    ? xml(403, StsApi.error(e))
                    : json(
                            e.code().equals(Outages.CODE) ? 500 : 400,
                            Map.of("__type", e.code(), "code", e.code(), "message", e.getMessage()));
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

    private static Answer json(int status, Map<String, Object> body) throws Exception {
        return new Answer(status, "application/x-amz-json-1.1", JSON.writeValueAsString(body));
    }

    private static Answer xml(int status, String body) {
        return new Answer(status, "text/xml", body);
    }
}

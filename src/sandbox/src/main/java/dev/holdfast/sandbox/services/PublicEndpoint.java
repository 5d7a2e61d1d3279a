package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.EndpointPort;
import dev.holdfast.sandbox.cloud.Organizations;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of AWS's APIs the commands of a person at this machine reach, who is in none of this cloud's networks: ECR and its
 * registries, and STS. Its port is the same in every run, so that what {@code ./sandbox env} printed stays true.
 */
public final class PublicEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublicEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The status of an error of the registry that is not the request's own fault, 400. */
    private static final Map<String, Integer> STATUS = Map.of(
            "UNAUTHORIZED", 401,
            "AccessDeniedException", 403,
            "RepositoryNotFoundException", 404,
            "BLOB_UNKNOWN", 404,
            "BLOB_UPLOAD_UNKNOWN", 404,
            "MANIFEST_UNKNOWN", 404,
            "RANGE_INVALID", 416);

    /** What the distribution specification calls ECR's errors. */
    private static final Map<String, String> CODES =
            Map.of("AccessDeniedException", "DENIED", "RepositoryNotFoundException", "NAME_UNKNOWN");

    private final Callers callers;
    private final StsApi sts;
    private final EcrApi ecr;
    private final DistributionApi distribution;
    private final Server server = new Server();

    PublicEndpoint(Site site, Resources resources, ImageRegistry registry, SecurityTokens tokens) {
        callers = new Callers(tokens, new Organizations(resources));
        sts = new StsApi(callers);
        var port = new EndpointPort(site).open(this::listen);
        var access = new EcrAccess(resources);
        var tags = new ImageTags(site.images());
        ecr = new EcrApi(access, tags, callers, URI.create("http://127.0.0.1:" + port));
        distribution = new DistributionApi(access, registry, new ImageBlobs(site.images()), tags);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                send(answer(request), response);
                callback.succeeded();
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the endpoint on port " + port + " does not start", e);
        }
    }

    private int listen(int port) throws IOException {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.setConnectors(new ServerConnector[] {connector});
        connector.open();
        return connector.getLocalPort();
    }

    private DistributionApi.Answer answer(Request request) throws IOException {
        var path = Request.getPathInContext(request);
        if (path.startsWith("/v2/") || path.equals("/v2")) {
            return registry(request, path);
        }
        var signature = RequestSignature.of(request);
        var service = signature.map(RequestSignature::service).orElse("");
        try {
            var signed = signature.orElseThrow(RequestSignature::missing);
            var caller =
                    callers.of(signed.accessKeyId(), request.getHeaders().get("X-Amz-Security-Token"), signed.region());
            var body = Content.Source.asString(request, StandardCharsets.UTF_8);
            if (service.equals("sts")) {
                return sts.answer(caller, fields(body));
            }
            if (service.equals("ecr")) {
                var target = String.valueOf(request.getHeaders().get("X-Amz-Target"));
                return DistributionApi.Answer.json(
                        200, ecr.answer(caller, target.substring(target.indexOf('.') + 1), JSON.readTree(body)));
            }
            throw new AwsException(
                    "UnknownOperationException",
                    "The sandbox does not answer " + service + " here; it answers ecr and sts");
        } catch (AwsException e) {
            LOG.info("refused: {}", e.toString());
            return service.equals("sts")
                    ? StsApi.refusal(e)
                    : DistributionApi.Answer.json(400, Map.of("__type", e.code(), "message", e.getMessage()));
        }
    }

    private DistributionApi.Answer registry(Request request, String path) throws IOException {
        try {
            var headers = new TreeMap<String, String>();
            request.getHeaders()
                    .forEach(field -> headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue()));
            var query = request.getHttpURI().getQuery();
            return distribution.answer(
                    callers.ofLogin(headers.get("authorization")),
                    new DistributionApi.Request(
                            request.getMethod(),
                            path,
                            fields(query == null ? "" : query),
                            headers,
                            Content.Source.asInputStream(request)));
        } catch (AwsException e) {
            LOG.info("refused: {}", e.toString());
            int status = STATUS.getOrDefault(e.code(), 400);
            var answer = DistributionApi.Answer.json(status, Map.of("errors", new Object[] {
                Map.of("code", CODES.getOrDefault(e.code(), e.code()), "message", e.getMessage())
            }));
            if (status == 401) {
                answer.headers().put("WWW-Authenticate", "Basic realm=\"ecr\"");
            }
            return request.getMethod().equals("HEAD") ? DistributionApi.Answer.of(status, answer.headers()) : answer;
        }
    }

    private static void send(DistributionApi.Answer answer, Response response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        try (var body = answer.body();
                var out = Content.Sink.asOutputStream(response)) {
            body.transferTo(out);
        }
    }

    private static Map<String, String> fields(String form) {
        var fields = new TreeMap<String, String>();
        for (var field : form.split("&")) {
            var parts = field.split("=", 2);
            if (parts.length == 2) {
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the endpoint for people does not stop", e);
        }
    }
}

package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings requests to S3 and its answers over HTTP; contents go through in pieces, however large they are. */
final class S3Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(S3Endpoint.class);

    /** The status of an error that is not the request's own fault, 400. */
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("PermanentRedirect", 301),
            Map.entry("AccessDenied", 403),
            Map.entry("InvalidAccessKeyId", 403),
            Map.entry("NoSuchBucket", 404),
            Map.entry("NoSuchKey", 404),
            Map.entry("NoSuchVersion", 404),
            Map.entry("MethodNotAllowed", 405),
            Map.entry("NotImplemented", 501));

    /** What S3 calls the errors that all services share. */
    private static final Map<String, String> CODES = Map.of(
            "AccessDeniedException", "AccessDenied",
            "UnrecognizedClientException", "InvalidAccessKeyId",
            "ExpiredTokenException", "ExpiredToken");

    private final SecurityTokens tokens;
    private final S3Api api;

    S3Endpoint(SecurityTokens tokens, S3Api api) {
        this.tokens = tokens;
        this.api = api;
    }

    /** Answers a request that is signed with this access key. */
    void answer(String accessKeyId, Request request, Response response) throws IOException {
        S3Answer answer;
        try {
            var caller = tokens.caller(accessKeyId, request.getHeaders().get("X-Amz-Security-Token"));
            answer = api.answer(caller, request(request));
        } catch (AwsException e) {
            LOG.info("refused: {}", e.toString());
            answer = refusal(e, request.getMethod().equals("HEAD"));
        }
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put("x-amz-request-id", UUID.randomUUID().toString());
        try (var body = answer.body();
                var out = Content.Sink.asOutputStream(response)) {
            body.transferTo(out);
        }
    }

    private static S3Request request(Request request) {
        var headers = new TreeMap<String, String>();
        request.getHeaders()
                .forEach(field -> headers.merge(
                        field.getName().toLowerCase(Locale.ROOT), field.getValue(), (one, other) -> one + "," + other));
        var uri = request.getHttpURI();
        return S3Request.of(
                request.getMethod(), uri.getPath(), uri.getQuery(), headers, Content.Source.asInputStream(request));
    }

    /** HTTP allows no body in the answer to HEAD: there the status alone tells what is wrong. */
    private static S3Answer refusal(AwsException e, boolean head) {
        var code = CODES.getOrDefault(e.code(), e.code());
        int status = STATUS.getOrDefault(code, 400);
        return head
                ? S3Answer.of(status, Map.of())
                : S3Answer.xml(
                        status,
                        "<Error><Code>" + code + "</Code><Message>" + S3Answer.escaped(e.getMessage())
                                + "</Message></Error>");
    }
}

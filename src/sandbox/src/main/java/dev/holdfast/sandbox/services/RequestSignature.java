package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * What the signature of a request to AWS says (Signature Version 4). The signature itself is believed: whoever reaches this
 * machine's loopback addresses is on it.
 *
 * @param accessKeyId whose it is
 * @param region that the request is for
 * @param service that the request is for, such as {@code sts}
 */
record RequestSignature(String accessKeyId, String region, String service) {
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request\\b.*");

    /** That of a request, if it is signed. */
    static Optional<RequestSignature> of(Request request) {
        var signed = SIGNED.matcher(String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION)));
        return signed.matches()
                ? Optional.of(new RequestSignature(signed.group(1), signed.group(2), signed.group(3)))
                : Optional.empty();
    }

    /** What a request without one is refused with. */
    static AwsException missing() {
        return new AwsException("MissingAuthenticationTokenException", "The request is not signed.");
    }
}

package dev.holdfast.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody asks of AWS, as policies see it. Only the keys that AWS puts into the context of such a request belong
 * there: many conditions ask whether a key is there at all.
 *
 * <pre>{@code
 * AccessRequest.to("s3:DeleteBucket").on("arn:aws:s3:::logs").by("arn:aws:iam::111122223333:role/deploy")
 * }</pre>
 *
 * @param action such as {@code s3:GetObject}
 * @param resource its ARN, or {@code *} for an action that names none
 * @param principalType {@code AWS}, {@code Service} or {@code Federated}, as in a policy; empty for nobody
 * @param principal who asks: an ARN of IAM, a service's principal, or the ARN of an identity provider
 * @param context the keys of the request in lower case, with their values
 */
public record AccessRequest(
        String action, String resource, String principalType, String principal, Map<String, List<String>> context) {

    public AccessRequest {
        if (!action.matches("[a-z0-9-]+:[A-Za-z0-9]+")) {
            throw new AssertionError("'" + action + "' is no action; one looks like s3:GetObject");
        }
        context = Map.copyOf(context);
    }

    /** An anonymous request without a resource. */
    public static AccessRequest to(String action) {
        return new AccessRequest(action, "*", "", "", Map.of());
    }

    /** The request on a resource. */
    public AccessRequest on(String arn) {
        return new AccessRequest(action, arn, principalType, principal, context);
    }

    /** The request by a user, a role or a root user; a session of a role counts as its role. */
    public AccessRequest by(String arn) {
        if (!arn.matches("arn:aws:iam::\\d{12}:(root|user/.+|role/.+)")) {
            throw new AssertionError("'" + arn + "' is no principal; one looks like"
                    + " arn:aws:iam::111122223333:role/deploy, also for a session of the role");
        }
        return new AccessRequest(action, resource, "AWS", arn, context)
                .with("aws:PrincipalArn", arn)
                .with("aws:PrincipalAccount", arn.split(":")[4])
                .with("aws:PrincipalIsAWSService", "false");
    }

    /** The request by an AWS service itself, such as {@code cloudtrail.amazonaws.com}. */
    public AccessRequest byService(String service) {
        return new AccessRequest(action, resource, "Service", service, context)
                .with("aws:PrincipalServiceName", service)
                .with("aws:PrincipalIsAWSService", "true");
    }

    /** The request by somebody whom an identity provider vouches for; the provider's claims are keys of the context. */
    public AccessRequest byFederated(String provider) {
        return new AccessRequest(action, resource, "Federated", provider, context);
    }

    /** The request with a key in its context; several values make it a multivalued one. */
    public AccessRequest with(String key, String... values) {
        var more = new TreeMap<>(context);
        more.put(key.toLowerCase(Locale.ROOT), List.of(values));
        return new AccessRequest(action, resource, principalType, principal, more);
    }

    /** The values of a key, empty where the context does not have it. */
    List<String> values(String key) {
        return context.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }
}

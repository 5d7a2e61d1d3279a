package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.services.DistributionApi.Answer;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The operations of STS that a person's commands need: who they are, and a role for them. */
record StsApi(Callers callers) {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    /**
     * Answers one request.
     *
     * @param fields of the request's form
     * @throws AwsException with STS's own error code
     */
    Answer answer(Caller caller, Map<String, String> fields) {
        var action = fields.getOrDefault("Action", "");
        return switch (action) {
            case "GetCallerIdentity" -> xml(200, identity(caller));
            case "AssumeRole" -> assume(caller, fields);
            default ->
                throw new AwsException(
                        "InvalidAction",
                        "The sandbox does not answer sts:" + action + "; it answers GetCallerIdentity and AssumeRole");
        };
    }

    /** What {@code GetCallerIdentity} answers. */
    static String identity(Caller caller) {
        return result(
                "GetCallerIdentity",
                "<Arn>" + caller.arn() + "</Arn><UserId>AROA:" + caller.session() + "</UserId><Account>"
                        + caller.account() + "</Account>");
    }

    /** What a refused request is answered. */
    static Answer refusal(AwsException e) {
        return xml(403, error(e));
    }

    /** The text of that. */
    static String error(AwsException e) {
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + e.code()
                + "</Code><Message>" + S3Answer.escaped(e.getMessage()) + "</Message></Error></ErrorResponse>";
    }

    private Answer assume(Caller caller, Map<String, String> fields) {
        var credentials = callers.assume(
                caller, fields.getOrDefault("RoleArn", ""), fields.getOrDefault("RoleSessionName", "session"));
        return xml(
                200,
                result(
                        "AssumeRole",
                        "<Credentials><AccessKeyId>" + credentials.accessKeyId() + "</AccessKeyId><SecretAccessKey>"
                                + credentials.secretAccessKey() + "</SecretAccessKey><SessionToken>"
                                + credentials.sessionToken() + "</SessionToken><Expiration>"
                                + Callers.expiry().truncatedTo(ChronoUnit.SECONDS) + "</Expiration></Credentials>"));
    }

    private static String result(String action, String content) {
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + content + "</" + action
                + "Result></" + action + "Response>";
    }

    private static Answer xml(int status, String body) {
        return new Answer(
                status,
                Map.of("Content-Type", "text/xml"),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.holdfast.sandbox.services;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.services.SecretValues.Version;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The operations of Secrets Manager that a running system needs. */
final class SecretsManagerApi {
    /** AWS's limit, in bytes. */
    private static final int LARGEST_VALUE = 65_536;

    private final Resources resources;
    private final SecretKeys keys;
    private final SecretValues values;
    private final Permissions permissions;

    SecretsManagerApi(Resources resources, SecretValues values, Permissions permissions) {
        this.resources = resources;
        keys = new SecretKeys(resources);
        this.values = values;
        this.permissions = permissions;
    }

    /**
     * Answers one request.
     *
     * @throws AwsException with Secrets Manager's own error code
     */
    Map<String, Object> answer(Caller caller, String operation, JsonNode request) {
        return switch (operation) {
            case "GetSecretValue" -> get(caller, request);
            case "PutSecretValue" -> put(caller, request);
            case "DescribeSecret" -> describe(caller, request);
            case "ListSecretVersionIds" -> list(caller, request);
            case "UpdateSecretVersionStage" -> move(caller, request);
            default ->
                throw new AwsException(
                        "UnknownOperationException",
                        "The sandbox does not answer secretsmanager:" + operation + "; it answers GetSecretValue,"
                                + " PutSecretValue, DescribeSecret, ListSecretVersionIds and UpdateSecretVersionStage");
        };
    }

    private Map<String, Object> get(Caller caller, JsonNode request) {
        var arn = secret(caller, request, "GetSecretValue", "kms:Decrypt");
        var id = text(request, "VersionId");
        var stage = text(request, "VersionStage");
        var version = values.versions(arn).stream()
                .filter(one -> id.isEmpty() || id.get().equals(one.id()))
                .filter(one ->
                        one.stages().contains(stage.orElse(SecretValues.CURRENT)) || id.isPresent() && stage.isEmpty())
                .filter(one -> one.value() != null)
                .findFirst()
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for "
                                + id.map(one -> "VersionId: " + one)
                                        .orElseGet(() -> "staging label: " + stage.orElse(SecretValues.CURRENT))));
        return Map.of(
                "ARN", arn,
                "Name", SecretValues.name(arn),
                "SecretString", version.value(),
                "VersionId", version.id(),
                "VersionStages", version.stages(),
                "CreatedDate", version.created());
    }

    private Map<String, Object> put(Caller caller, JsonNode request) {
        var arn = secret(caller, request, "PutSecretValue", "kms:GenerateDataKey", "kms:Decrypt");
        var value = text(request, "SecretString")
                .orElseThrow(() -> new AwsException(
                        "InvalidParameterException", "You must provide SecretString; the sandbox keeps text only"));
        if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE) {
            throw new AwsException(
                    "InvalidParameterException", "SecretString may have " + LARGEST_VALUE + " bytes at most");
        }
        var id = text(request, "ClientRequestToken")
                .orElseGet(() -> UUID.randomUUID().toString());
        var stages = new HashSet<String>();
        request.path("VersionStages").forEach(stage -> stages.add(stage.asText()));
        values.put(arn, id, value, stages.isEmpty() ? Set.of(SecretValues.CURRENT) : Set.copyOf(stages));
        return Map.of(
                "ARN",
                arn,
                "Name",
                SecretValues.name(arn),
                "VersionId",
                id,
                "VersionStages",
                stages.isEmpty() ? Set.of(SecretValues.CURRENT) : stages);
    }

    private Map<String, Object> describe(Caller caller, JsonNode request) {
        var arn = secret(caller, request, "DescribeSecret");
        var answer = new HashMap<String, Object>();
        answer.put("ARN", arn);
        answer.put("Name", SecretValues.name(arn));
        answer.put("VersionIdsToStages", values.versions(arn).stream().collect(toMap(Version::id, Version::stages)));
        keys.of(arn).ifPresent(key -> answer.put("KmsKeyId", key));
        var rotation = SecretRotation.of(resources, arn);
        answer.put("RotationEnabled", rotation.isPresent());
        rotation.flatMap(one -> one.text("rotationLambdaArn"))
                .ifPresent(function -> answer.put("RotationLambdaARN", function));
        if (SecretValues.name(arn).startsWith("rds!")) {
            answer.put("OwningService", "rds");
        }
        return answer;
    }

    private Map<String, Object> list(Caller caller, JsonNode request) {
        var arn = secret(caller, request, "ListSecretVersionIds");
        return Map.of(
                "ARN", arn,
                "Name", SecretValues.name(arn),
                "Versions",
                        values.versions(arn).stream()
                                .map(version -> Map.of(
                                        "VersionId", version.id(),
                                        "VersionStages", version.stages(),
                                        "CreatedDate", version.created()))
                                .toList());
    }

    private Map<String, Object> move(Caller caller, JsonNode request) {
        var arn = secret(caller, request, "UpdateSecretVersionStage");
        var stage = text(request, "VersionStage")
                .orElseThrow(() -> new AwsException("InvalidParameterException", "You must provide VersionStage"));
        var to = text(request, "MoveToVersionId");
        var versions = values.versions(arn);
        if (to.isPresent() && versions.stream().noneMatch(one -> one.id().equals(to.get()))) {
            throw new AwsException(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret version: " + to.get());
        }
        var holder = versions.stream()
                .filter(one -> one.stages().contains(stage))
                .map(Version::id)
                .findFirst();
        if (holder.isPresent() && !holder.equals(to) && !holder.equals(text(request, "RemoveFromVersionId"))) {
            throw new AwsException(
                    "InvalidParameterException",
                    "The parameter RemoveFromVersionId must be " + holder.get() + ": staging label " + stage
                            + " is currently attached to that version.");
        }
        if (to.isEmpty() && stage.equals(SecretValues.CURRENT)) {
            throw new AwsException(
                    "InvalidParameterException", "You can only move staging label AWSCURRENT to another version.");
        }
        values.move(arn, stage, to.orElse(null));
        return Map.of("ARN", arn, "Name", SecretValues.name(arn));
    }

    /** The ARN of the secret that a request names by name or ARN, once its caller may do what it asks. */
    private String secret(Caller caller, JsonNode request, String action, String... keyActions) {
        var id = text(request, "SecretId")
                .orElseThrow(() -> new AwsException("InvalidParameterException", "You must provide SecretId"));
        if (id.startsWith("arn:") && !id.matches("arn:[^:]+:secretsmanager:[^:]*:\\d{12}:secret:.+")) {
            throw new AwsException("ValidationException", "Invalid secret ARN: " + id);
        }
        var own = "arn:aws:secretsmanager:" + caller.region() + ":" + caller.account() + ":secret:";
        var wanted = id.startsWith("arn:") ? id : own + id;
        var found = values.all()
                .filter(arn -> arn.equals(wanted) || SecretValues.named(arn).equals(wanted))
                .findFirst();
        // As AWS does: who may not read a secret does not learn whether there is one.
        require(caller, "secretsmanager:" + action, found.orElse(wanted));
        var arn = found.filter(one -> one.startsWith(own))
                .orElseThrow(() -> new AwsException(
                        "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        if (values.deleted(arn) && !action.equals("DescribeSecret")) {
            throw new AwsException(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        for (var keyAction : keyActions) {
            keys.of(arn)
                    .ifPresent(key -> permissions.require(
                            caller,
                            keyAction,
                            key,
                            caller.conditionKeys(Map.of(
                                    "kms:ViaService",
                                    "secretsmanager." + caller.region() + ".amazonaws.com",
                                    "kms:CallerAccount",
                                    caller.account(),
                                    "kms:EncryptionContext:SecretARN",
                                    arn))));
        }
        return arn;
    }

    private void require(Caller caller, String action, String arn) {
        if (!arn.split(":")[4].equals(caller.account())) {
            throw new AwsException(
                    "AccessDeniedException",
                    "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: " + arn
                            + " because no resource-based policy allows the " + action + " action; the secret is in"
                            + " another account than the role " + caller.roleArn());
        }
        permissions.require(caller, action, arn, caller.conditionKeys(Map.of("secretsmanager:SecretId", arn)));
    }

    private static Optional<String> text(JsonNode request, String field) {
        return request.hasNonNull(field) ? Optional.of(request.get(field).asText()) : Optional.empty();
    }
}

package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The operations of S3 that a running system needs. */
final class S3Api {
    private static final List<String> OPERATIONS =
            List.of("GetObject", "HeadObject", "PutObject", "DeleteObject", "ListObjectsV2", "HeadBucket");

    /** Headers that change what an operation does, in ways that the sandbox does not have. */
    private static final Pattern NOT_DONE = Pattern.compile("range|if-.*|x-amz-(acl|grant-.*|tagging|object-lock-.*"
            + "|expected-bucket-owner|storage-class|website-.*|write-offset-bytes|server-side-encryption-customer-.*)");

    private final Buckets buckets;
    private final S3Access access;
    private final KmsKeys keys;

    S3Api(Buckets buckets, Permissions permissions, KmsKeys keys) {
        this.buckets = buckets;
        this.access = new S3Access(buckets, permissions);
        this.keys = keys;
    }

    /**
     * Answers one request.
     *
     * @throws AwsException with S3's own error code
     */
    S3Answer answer(Caller caller, S3Request request) throws IOException {
        var operation = request.operation();
        if (OPERATIONS.contains(operation)) {
            request.headers().keySet().stream()
                    .filter(header -> NOT_DONE.matcher(header).matches())
                    .findFirst()
                    .ifPresent(header -> {
                        throw new AwsException(
                                "NotImplemented",
                                "The sandbox does not answer s3:" + operation + " with the header " + header);
                    });
        }
        return switch (operation) {
            case "GetObject" -> get(caller, request);
            case "HeadObject" -> head(caller, request);
            case "PutObject" -> put(caller, request);
            case "DeleteObject" -> delete(caller, request);
            case "ListObjectsV2" -> list(caller, request);
            case "HeadBucket" -> {
                access.bucket(caller, request.bucket(), "ListBucket", "", Map.of());
                yield S3Answer.of(200, Map.of("x-amz-bucket-region", caller.region()));
            }
            default ->
                throw new AwsException(
                        "NotImplemented",
                        "The sandbox does not answer s3:" + operation + "; it answers "
                                + String.join(", ", OPERATIONS));
        };
    }

    private S3Answer get(Caller caller, S3Request request) {
        var bucket = object(caller, request, "GetObject", "GetObjectVersion");
        var objects = buckets.objects(bucket);
        var version = existing(caller, request, bucket);
        if (version.kmsKey() != null) {
            access.key(caller, bucket, request.key(), version.kmsKey(), "Decrypt");
        }
        var content = objects.content(version).orElseThrow(() -> access.missing(caller, bucket, request.key()));
        return new S3Answer(200, described(bucket, version, checksumsWanted(request)), content);
    }

    private S3Answer head(Caller caller, S3Request request) {
        var bucket = object(caller, request, "GetObject", "GetObjectVersion");
        var version = existing(caller, request, bucket);
        if (version.kmsKey() != null && checksumsWanted(request)) {
            access.key(caller, bucket, request.key(), version.kmsKey(), "Decrypt");
        }
        return S3Answer.of(200, described(bucket, version, checksumsWanted(request)));
    }

    private S3Answer put(Caller caller, S3Request request) throws IOException {
        var bucket = access.bucket(caller, request.bucket(), "PutObject", request.key(), Map.of());
        var kmsKey = encryption(request, bucket);
        kmsKey.ifPresent(key -> access.key(caller, bucket, request.key(), key, "GenerateDataKey"));
        var objects = buckets.objects(bucket);
        var content = objects.newContent();
        try {
            var uploaded = new ObjectUpload(request).into(content, kmsKey);
            var version = objects.put(request.key(), uploaded, buckets.versioning(bucket));
            var headers = described(bucket, version, true);
            headers.keySet()
                    .removeIf(name ->
                            !name.startsWith("x-amz-") && !name.equals("ETag") || name.startsWith("x-amz-meta-"));
            return S3Answer.of(200, headers);
        } catch (AwsException | IOException e) {
            Files.deleteIfExists(content);
            throw e;
        }
    }

    private S3Answer delete(Caller caller, S3Request request) {
        var bucket = object(caller, request, "DeleteObject", "DeleteObjectVersion");
        var headers = new TreeMap<String, String>();
        buckets.objects(bucket)
                .delete(request.key(), request.parameter("versionId"), buckets.versioning(bucket))
                .ifPresent(deletion -> {
                    if (deletion.marker()) {
                        headers.put("x-amz-delete-marker", "true");
                    }
                    if (versioned(bucket)) {
                        headers.put("x-amz-version-id", deletion.version());
                    }
                });
        return S3Answer.of(204, headers);
    }

    private S3Answer list(Caller caller, S3Request request) {
        var context = new TreeMap<String, String>();
        List.of("prefix", "delimiter", "max-keys")
                .forEach(name ->
                        context.put("s3:" + name, request.parameter(name).orElse("")));
        var bucket = access.bucket(caller, request.bucket(), "ListBucket", "", context);
        return S3Answer.xml(
                200, new ObjectListing(request).of(buckets.objects(bucket).current()));
    }

    private Resource object(Caller caller, S3Request request, String action, String ofVersion) {
        return access.bucket(
                caller,
                request.bucket(),
                request.parameter("versionId").isPresent() ? ofVersion : action,
                request.key(),
                request.parameter("versionId")
                        .map(id -> Map.of("s3:VersionId", id))
                        .orElse(Map.of()));
    }

    private ObjectVersion existing(Caller caller, S3Request request, Resource bucket) {
        var id = request.parameter("versionId");
        var found = buckets.objects(bucket).find(request.key(), id);
        if (found.isEmpty() && id.isPresent()) {
            throw new AwsException("NoSuchVersion", "The specified version does not exist: '" + id.get() + "'");
        }
        if (id.isPresent() && found.get().isDeleteMarker()) {
            throw new AwsException("MethodNotAllowed", "The version '" + id.get() + "' is a delete marker");
        }
        return found.filter(version -> !version.isDeleteMarker())
                .orElseThrow(() -> access.missing(caller, bucket, request.key()));
    }

    /** The key that is to encrypt a new object: the request's, or else the bucket's. */
    private Optional<String> encryption(S3Request request, Resource bucket) {
        var own = request.header("x-amz-server-side-encryption-aws-kms-key-id")
                .map(name -> keys.arn(bucket.account(), name));
        var method = request.header("x-amz-server-side-encryption").orElse("");
        return switch (method) {
            case "", "aws:kms" -> own.or(() -> buckets.encryption(bucket).kmsKey());
            case "AES256" -> Optional.empty();
            default -> throw new AwsException("NotImplemented", "The sandbox does not encrypt with " + method);
        };
    }

    private TreeMap<String, String> described(Resource bucket, ObjectVersion version, boolean checksums) {
        var headers = new TreeMap<>(version.headers());
        headers.keySet().removeIf(name -> !checksums && name.startsWith(ContentChecksum.HEADER));
        headers.putIfAbsent("content-type", "binary/octet-stream");
        headers.put("content-length", String.valueOf(version.size()));
        headers.put("ETag", "\"" + version.etag() + "\"");
        headers.put(
                "last-modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(version.modified()).atOffset(ZoneOffset.UTC)));
        headers.put("x-amz-server-side-encryption", version.kmsKey() == null ? "AES256" : "aws:kms");
        if (version.kmsKey() != null) {
            headers.put("x-amz-server-side-encryption-aws-kms-key-id", version.kmsKey());
        }
        if (versioned(bucket)) {
            headers.put("x-amz-version-id", version.id());
        }
        return headers;
    }

    private boolean versioned(Resource bucket) {
        return buckets.versioning(bucket) != BucketObjects.Versioning.OFF;
    }

    private static boolean checksumsWanted(S3Request request) {
        return request.header("x-amz-checksum-mode")
                .filter("ENABLED"::equalsIgnoreCase)
                .isPresent();
    }
}

package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.services.SecurityTokens.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registries of all accounts by the OCI distribution API, as far as pushing and reading single images goes. The
 * account is the one whose login is shown.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution specification</a>
 */
final class DistributionApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile(
            "/v2/(?<name>[a-z0-9._/-]+?)/(?:(?<blobs>blobs)|(?<manifests>manifests)|(?<tags>tags))/(?<what>.*)");
    private static final Pattern SINGLE = Pattern.compile(
            "application/vnd\\.(oci\\.image\\.manifest\\.v1|docker\\.distribution\\.manifest\\.v2)\\+json");

    private final EcrAccess access;
    private final ImageRegistry registry;
    private final ImageBlobs blobs;
    private final ImageTags tags;

    /** A request; only the body is read as it comes. */
    record Request(
            String method, String path, Map<String, String> query, Map<String, String> headers, InputStream body) {}

    /** An answer; whoever sends it closes its body. */
    record Answer(int status, Map<String, String> headers, InputStream body) {
        Answer {
            headers = new TreeMap<>(headers);
        }

        static Answer of(int status, Map<String, String> headers) {
            return new Answer(status, headers, InputStream.nullInputStream());
        }

        static Answer json(int status, Object body) throws IOException {
            var bytes = JSON.writeValueAsBytes(body);
            return new Answer(status, Map.of("Content-Type", "application/json"), new ByteArrayInputStream(bytes));
        }
    }

    DistributionApi(EcrAccess access, ImageRegistry registry, ImageBlobs blobs, ImageTags tags) {
        this.access = access;
        this.registry = registry;
        this.blobs = blobs;
        this.tags = tags;
    }

    /**
     * Answers one request.
     *
     * @throws AwsException with the specification's error code, or ECR's
     */
    Answer answer(Caller caller, Request request) throws IOException {
        if (request.path().equals("/v2/") || request.path().equals("/v2")) {
            return Answer.of(200, Map.of());
        }
        var path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw unknown(request);
        }
        if (path.group("blobs") != null) {
            return path.group("what").startsWith("uploads/")
                    ? upload(caller, request, path)
                    : blob(caller, request, path);
        }
        return path.group("manifests") != null ? manifest(caller, request, path) : list(caller, request, path);
    }

    private Answer blob(Caller caller, Request request, Matcher path) throws IOException {
        var digest = path.group("what");
        var reading = request.method().equals("GET");
        if (!reading && !request.method().equals("HEAD")) {
            throw unknown(request);
        }
        repository(caller, path, reading ? "ecr:GetDownloadUrlForLayer" : "ecr:BatchCheckLayerAvailability");
        if (!blobs.has(digest)) {
            throw new AwsException("BLOB_UNKNOWN", "There is no layer " + digest + " in " + path.group("name"));
        }
        var headers = Map.of("Content-Length", String.valueOf(blobs.size(digest)), "Docker-Content-Digest", digest);
        return reading ? new Answer(200, headers, blobs.open(digest)) : Answer.of(200, headers);
    }

    private Answer upload(Caller caller, Request request, Matcher path) throws IOException {
        var name = path.group("name");
        var upload = path.group("what").substring("uploads/".length());
        switch (request.method()) {
            case "POST" -> {
                repository(caller, path, "ecr:InitiateLayerUpload");
                return underWay(name, blobs.begin(), 202);
            }
            case "GET" -> {
                repository(caller, path, "ecr:InitiateLayerUpload");
                return underWay(name, upload, 204);
            }
            case "PATCH" -> {
                repository(caller, path, "ecr:UploadLayerPart");
                refuseGap(request, upload);
                blobs.append(upload, request.body());
                return underWay(name, upload, 202);
            }
            case "PUT" -> {
                repository(caller, path, "ecr:UploadLayerPart");
                repository(caller, path, "ecr:CompleteLayerUpload");
                var digest = request.query().getOrDefault("digest", "");
                blobs.append(upload, request.body());
                blobs.end(upload, digest);
                return Answer.of(
                        201, Map.of("Location", "/v2/" + name + "/blobs/" + digest, "Docker-Content-Digest", digest));
            }
            default -> throw unknown(request);
        }
    }

    private Answer underWay(String name, String upload, int status) throws IOException {
        return Answer.of(
                status,
                Map.of(
                        "Location", "/v2/" + name + "/blobs/uploads/" + upload,
                        "Docker-Upload-UUID", upload,
                        "Range", "0-" + Math.max(0, blobs.arrived(upload) - 1)));
    }

    private void refuseGap(Request request, String upload) throws IOException {
        var range = Optional.ofNullable(request.headers().get("content-range"));
        var arrived = blobs.arrived(upload);
        if (range.isPresent() && !range.get().startsWith(arrived + "-")) {
            throw new AwsException(
                    "RANGE_INVALID", "The next part must begin at " + arrived + ", not be " + range.get());
        }
    }

    private Answer manifest(Caller caller, Request request, Matcher path) throws IOException {
        var name = path.group("name");
        var reference = path.group("what");
        if (request.method().equals("PUT")) {
            return put(caller, request, path);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw unknown(request);
        }
        repository(caller, path, "ecr:BatchGetImage");
        var found = tags.find(name, reference)
                .orElseThrow(
                        () -> new AwsException("MANIFEST_UNKNOWN", "There is no image " + reference + " in " + name));
        var headers = Map.of(
                "Content-Type", found.mediaType(),
                "Content-Length", String.valueOf(found.content().length),
                "Docker-Content-Digest", found.digest());
        return request.method().equals("GET")
                ? new Answer(200, headers, new ByteArrayInputStream(found.content()))
                : Answer.of(200, headers);
    }

    private Answer put(Caller caller, Request request, Matcher path) throws IOException {
        var name = path.group("name");
        var reference = path.group("what");
        var repository = access.repository(caller, caller.account(), name, "ecr:PutImage");
        var content = request.body().readAllBytes();
        var type = request.headers().getOrDefault("content-type", "");
        if (!SINGLE.matcher(type).matches()) {
            throw new AwsException(
                    "MANIFEST_INVALID", "The sandbox takes images for one platform, not the media type '" + type + "'");
        }
        var digest = "sha256:" + HexFormat.of().formatHex(ImageContent.sha256().digest(content));
        if (reference.startsWith("sha256:") && !reference.equals(digest)) {
            throw new AwsException("DIGEST_INVALID", "The manifest has the digest " + digest + ", not " + reference);
        }
        var tagged = tags.digest(name, reference);
        if (tagged.isPresent()
                && !tagged.get().equals(digest)
                && repository
                        .text("imageTagMutability")
                        .filter("IMMUTABLE"::equals)
                        .isPresent()) {
            throw new AwsException(
                    "TAG_INVALID",
                    "The image tag '" + reference + "' already exists in the '" + name
                            + "' repository and cannot be overwritten because the repository is immutable.");
        }
        refuseWithoutBlobs(content);
        registry.put(
                name,
                digest,
                new ImageContent(
                        "the image " + name + "@" + digest,
                        one -> one.equals(digest) ? new ByteArrayInputStream(content) : blobs.open(one)));
        tags.put(name, new ImageTags.Manifest(digest, type, content));
        if (!reference.startsWith("sha256:")) {
            tags.tag(name, reference, digest);
        }
        return Answer.of(
                201, Map.of("Location", "/v2/" + name + "/manifests/" + digest, "Docker-Content-Digest", digest));
    }

    private void refuseWithoutBlobs(byte[] content) throws IOException {
        var manifest = JSON.readTree(content);
        var wanted =
                new ArrayList<>(List.of(manifest.path("config").path("digest").asText()));
        manifest.path("layers").forEach(layer -> wanted.add(layer.path("digest").asText()));
        for (var digest : wanted) {
            if (!blobs.has(digest)) {
                throw new AwsException(
                        "MANIFEST_BLOB_UNKNOWN",
                        "The layer " + digest + " does not exist: push it before the manifest");
            }
        }
    }

    private Answer list(Caller caller, Request request, Matcher path) throws IOException {
        if (!request.method().equals("GET") || !path.group("what").equals("list")) {
            throw unknown(request);
        }
        repository(caller, path, "ecr:ListImages");
        return Answer.json(200, Map.of("name", path.group("name"), "tags", tags.of(path.group("name"))));
    }

    private void repository(Caller caller, Matcher path, String action) {
        access.repository(caller, caller.account(), path.group("name"), action);
    }

    private static AwsException unknown(Request request) {
        return new AwsException(
                "UNSUPPORTED", "The sandbox's registry does not answer " + request.method() + " " + request.path());
    }
}

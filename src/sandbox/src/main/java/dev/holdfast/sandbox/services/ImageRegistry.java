package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Amazon ECR: images by digest, unpacked when they are pushed. A push is idempotent, and one that was interrupted leaves
 * nothing that {@link #resolve} would find.
 */
final class ImageRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REFERENCE =
            Pattern.compile("\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/([a-z0-9/._-]+)@sha256:([0-9a-f]{64})");
    private static final String UNFINISHED = "push";

    private final Path directory;

    ImageRegistry(Site site) {
        directory = site.images();
        try {
            Files.createDirectories(directory);
            try (var files = Files.newDirectoryStream(directory, UNFINISHED + "*")) {
                for (var unfinished : files) {
                    Folders.delete(unfinished);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the registry in " + directory, e);
        }
    }

    /**
     * Brings an image into a repository.
     *
     * @param archive an OCI image archive, with one image
     * @return its digest, {@code sha256:...}
     * @throws AwsException if the archive is damaged or is none
     */
    String push(String repository, Path archive) {
        try (var oci = new OciArchive(archive)) {
            put(repository, oci.digest(), oci.content());
            return oci.digest();
        } catch (IOException e) {
            throw new AwsException(
                    "InvalidParameterException",
                    "cannot read the image archive " + archive + " (" + e.getMessage()
                            + "); build it with ./mvnw package");
        }
    }

    /**
     * Brings an image into a repository whose parts are known.
     *
     * @throws AwsException if it is damaged
     */
    void put(String repository, String digest, ImageContent content) throws IOException {
        var image = image(digest.substring(digest.indexOf(':') + 1));
        if (!intact(image)) {
            var whole = Files.createTempDirectory(directory, UNFINISHED);
            var root = Files.createDirectory(whole.resolve("root"));
            Files.write(whole.resolve("config.json"), content.unpack(digest, root));
            publish(whole, image);
        }
        // For the users that images name: a folder that is moved here begins as its owner's only.
        Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(repository(repository).resolve(image.getFileName()));
    }

    /**
     * The image that a task definition or a function names.
     *
     * @param reference {@code <account>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<digest>}
     * @throws AwsException as ECS reports it, if the registry has no such image
     */
    Image resolve(String reference) {
        var name = REFERENCE.matcher(reference);
        if (!name.matches()) {
            throw new AwsException(
                    "CannotPullContainerError",
                    "'" + reference + "' is no image of this cloud; it must be "
                            + "<12 digits>.dkr.ecr.<region>.amazonaws.com/<repository>@sha256:<64 hexadecimal digits>");
        }
        var image = image(name.group(2));
        if (!Files.exists(repository(name.group(1)).resolve(image.getFileName()))) {
            throw new AwsException("CannotPullContainerError", reference + ": not found. " + holds(name.group(1)));
        }
        try {
            return Image.of(
                    image.resolve("root"),
                    JSON.readTree(image.resolve("config.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the image in " + image, e);
        }
    }

    /** How many images a repository has. */
    int images(String repository) {
        try (var files = Files.list(repository(repository))) {
            return (int) files.count();
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the registry in " + directory, e);
        }
    }

    /** Whether an image is there and can be read; a damaged one is taken away, so that it is unpacked anew. */
    private static boolean intact(Path image) throws IOException {
        if (!Files.exists(image)) {
            return false;
        }
        try {
            JSON.readTree(image.resolve("config.json").toFile()).required("config");
            return Files.isDirectory(image.resolve("root"));
        } catch (IOException | IllegalArgumentException e) {
            Folders.delete(image);
            return false;
        }
    }

    private String holds(String repository) {
        try {
            var digests = Files.exists(repository(repository)) ? names(repository(repository), "sha256:") : "nothing";
            return "The registry has of " + repository + ": " + digests
                    + ". Push the image first, or deploy one of these.";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the registry in " + directory, e);
        }
    }

    private static String names(Path folder, String prefix) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> prefix + file.getFileName()).sorted().collect(Collectors.joining(", "));
        }
    }

    private Path image(String digest) {
        return directory.resolve("sha256").resolve(digest);
    }

    private Path repository(String name) {
        return directory.resolve("repositories").resolve(URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static synchronized void publish(Path whole, Path image) throws IOException {
        if (Files.exists(image)) {
            Folders.delete(whole);
            return;
        }
        Files.createDirectories(image.getParent());
        Files.move(whole, image, StandardCopyOption.ATOMIC_MOVE);
    }
}

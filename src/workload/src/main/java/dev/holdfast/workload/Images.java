package dev.holdfast.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The images that a deployment consists of, by their names: one for each service, and the migration function's. */
public final class Images {
    /** The migration function's image. */
    static final String MIGRATIONS = "migrations";

    private Images() {}

    /** Their names: {@code api}, {@code migrations}, {@code web}, and those of services that were added. */
    public static List<String> names() {
        return Stream.concat(Services.ALL.stream().map(Service::name), Stream.of(MIGRATIONS))
                .sorted()
                .toList();
    }

    /** The repository of an image, in the organization's registry. */
    public static String repository(String name) {
        return "holdfast/" + name;
    }

    /** The configuration key that a deployment takes an image's digest from, without its namespace. */
    public static String digestKey(String name) {
        return name + "Digest";
    }

    /** The OCI image archive that {@code ./mvnw package} makes. */
    public static Path archive(Path root, String name) {
        return target(root, name).resolve("jib-image.tar");
    }

    /** The file that holds the digest of that archive's image. */
    public static Path digestFile(Path root, String name) {
        return target(root, name).resolve("jib-image.digest");
    }

    private static Path target(Path root, String name) {
        return root.resolve("src/services").resolve(name).resolve("target");
    }
}

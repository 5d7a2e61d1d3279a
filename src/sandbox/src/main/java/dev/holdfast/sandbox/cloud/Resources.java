package dev.holdfast.sandbox.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All resources of the cloud, one small file each, so that they survive a crash at any moment: a file is written whole
 * beside its place and then moved there.
 */
public final class Resources {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;
    private final Map<Path, Resource> byFile = new ConcurrentHashMap<>();

    /**
     * Opens what an earlier run left.
     *
     * @throws UncheckedIOException naming the file that cannot be read
     */
    public Resources(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            try (var files = Files.walk(directory)) {
                for (var file :
                        files.filter(path -> path.toString().endsWith(".json")).toList()) {
                    byFile.put(file, read(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sandbox's resources in " + directory, e);
        }
    }

    /** Remembers a resource, or its newest form. */
    public void put(Resource resource) {
        var file = file(resource.account(), resource.region(), resource.type(), resource.id());
        try {
            Files.createDirectories(file.getParent());
            var whole = Files.createTempFile(file.getParent(), "new", ".tmp");
            JSON.writeValue(whole.toFile(), resource);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        byFile.put(file, resource);
    }

    /** Forgets a resource. */
    public void remove(Resource resource) {
        var file = file(resource.account(), resource.region(), resource.type(), resource.id());
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
        byFile.remove(file);
    }

    /** The resource of this id. */
    public Optional<Resource> find(String account, String region, String type, String id) {
        return Optional.ofNullable(byFile.get(file(account, region, type, id)));
    }

    /** The resource of this ARN, whatever its account. */
    public Optional<Resource> byArn(String arn) {
        return byFile.values().stream()
                .filter(one -> one.arn().filter(arn::equals).isPresent())
                .findFirst();
    }

    /** All resources of a type, in all accounts. */
    public List<Resource> all(String type) {
        return byFile.values().stream().filter(one -> one.type().equals(type)).toList();
    }

    /** All resources of a type in one account, whatever their region. */
    public Stream<Resource> in(String account, String type) {
        return byFile.values().stream()
                .filter(one -> one.type().equals(type) && one.account().equals(account));
    }

    /** All resources of a type in the account and region of another one. */
    public Stream<Resource> beside(Resource other, String type) {
        return in(other.account(), type).filter(one -> one.region().equals(other.region()));
    }

    /** All resources. */
    public List<Resource> all() {
        return List.copyOf(byFile.values());
    }

    private Path file(String account, String region, String type, String id) {
        var name = type.substring(type.indexOf(':') + 1, type.lastIndexOf(':')).replace('/', '.');
        return directory.resolve(account).resolve(region).resolve(name).resolve(encoded(id) + ".json");
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    private static Resource read(Path file) throws IOException {
        try {
            var resource = JSON.readValue(file.toFile(), Resource.class);
            if (resource == null || resource.type() == null || resource.outputs() == null) {
                throw new Damaged(file, "it holds no resource", null);
            }
            return resource;
        } catch (JsonProcessingException e) {
            throw new Damaged(file, e.getOriginalMessage(), e);
        }
    }
}

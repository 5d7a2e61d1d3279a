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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * All resources of the cloud, one small file each, so that they survive a crash at any moment. A resource that was being
 * created when an earlier run ended was never promised to anybody, and is forgotten.
 */
public final class Resources {
    /** The output that marks a resource as one that is being created. */
    public static final String CREATING = "_creating";

    /** Room for {@code .json} and what {@link WholeFile} appends. */
    private static final int LONGEST = 200;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path directory;
    private final Map<Path, Resource> byFile = new ConcurrentHashMap<>();
    private final ResourceIndex byType = new ResourceIndex(resource -> Optional.of(resource.type()));
    private final ResourceIndex byArn = new ResourceIndex(Resource::arn);
    private final AtomicLong changes = new AtomicLong();

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
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    open(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sandbox's resources in " + directory, e);
        }
    }

    /** Remembers a resource, or its newest form: whoever is told of it afterwards finds it again after any crash. */
    public void put(Resource resource) {
        var file = file(resource.account(), resource.region(), resource.type(), resource.id());
        // One writer of a resource at a time, so that the file says what the memory does.
        byFile.compute(file, (key, before) -> {
            try {
                Files.createDirectories(file.getParent());
                WholeFile.write(file, JSON.writeValueAsBytes(resource));
                return indexed(file, before, resource);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file, e);
            }
        });
        changes.incrementAndGet();
    }

    /** Forgets a resource. */
    public void remove(Resource resource) {
        var file = file(resource.account(), resource.region(), resource.type(), resource.id());
        byFile.compute(file, (key, before) -> {
            try {
                WholeFile.delete(file);
                return indexed(file, before, null);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
        });
        changes.incrementAndGet();
    }

    /** A number that is another one after every change: whoever concludes something from resources can keep it until then. */
    public long changes() {
        return changes.get();
    }

    /** The resource of this id. */
    public Optional<Resource> find(String account, String region, String type, String id) {
        return Optional.ofNullable(byFile.get(file(account, region, type, id)));
    }

    /** The resource of this ARN, whatever its account. */
    public Optional<Resource> byArn(String arn) {
        return byArn.get(arn).stream().findFirst();
    }

    /** All resources of a type, in all accounts. */
    public List<Resource> all(String type) {
        return List.copyOf(byType.get(type));
    }

    /** All resources of a type in one account, whatever their region. */
    public Stream<Resource> in(String account, String type) {
        return byType.get(type).stream().filter(one -> one.account().equals(account));
    }

    /** All resources of a type in the account and region of another one. */
    public Stream<Resource> beside(Resource other, String type) {
        return in(other.account(), type).filter(one -> one.region().equals(other.region()));
    }

    /** All resources. */
    public List<Resource> all() {
        return List.copyOf(byFile.values());
    }

    /** Brings the indexes up to date; a resource that is put again is at no moment missing from them. */
    private Resource indexed(Path file, Resource before, Resource after) {
        for (var index : List.of(byType, byArn)) {
            if (after != null) {
                index.replace(file, before, after);
            } else if (before != null) {
                index.remove(file, before);
            }
        }
        return after;
    }

    private Path file(String account, String region, String type, String id) {
        var name = type.substring(type.indexOf(':') + 1, type.lastIndexOf(':')).replace('/', '.');
        return directory.resolve(account).resolve(region).resolve(name).resolve(encoded(id) + ".json");
    }

    /** The name of a file for an id; a long id's has a hash for its end, because a file's name ends at 255 bytes. */
    private static String encoded(String id) {
        var name = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("*", "%2A");
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST - 36) + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    private void open(Path file) throws IOException {
        if (file.toString().endsWith(WholeFile.UNFINISHED)) {
            Files.delete(file);
        } else if (file.toString().endsWith(".json")) {
            var resource = read(file);
            if (resource.flag(CREATING)) {
                Files.delete(file);
            } else {
                byFile.put(file, indexed(file, null, resource));
            }
        }
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

package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The objects of one bucket: a file for each content, and one for each key that lists its versions, written whole. So what
 * was acknowledged survives a crash, and a content that no key names is what a crash interrupted.
 */
final class BucketObjects {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** S3 lists keys in the order of their UTF-8 bytes. */
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Path keys;
    private final Path contents;
    private final NavigableMap<String, List<ObjectVersion>> versions = new TreeMap<>(BY_BYTES);

    /** How a bucket keeps versions: never asked to, not any more, or all of them. */
    enum Versioning {
        OFF,
        SUSPENDED,
        ENABLED
    }

    /** What a deletion did: the version that is gone or was made, and whether that is a delete marker. */
    record Deletion(String version, boolean marker) {}

    private record Entry(String key, List<ObjectVersion> versions) {}

    /** Opens what an earlier run left. */
    BucketObjects(Path directory) {
        keys = PrivateFiles.folder(directory.resolve("keys"));
        contents = PrivateFiles.folder(directory.resolve("contents"));
        try {
            for (var file : files(keys)) {
                var entry = JSON.readValue(file.toFile(), Entry.class);
                versions.put(entry.key(), List.copyOf(entry.versions()));
            }
            var named = versions.values().stream()
                    .flatMap(List::stream)
                    .map(ObjectVersion::data)
                    .collect(Collectors.toSet());
            for (var file : files(contents)) {
                if (!named.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the bucket in " + directory + "; restore it, or start anew with ./sandbox reset", e);
        }
    }

    /** Where a new content is written, before {@link #put} makes an object of it. */
    Path newContent() {
        return contents.resolve(UUID.randomUUID().toString());
    }

    /** Makes an object, or a new version of it, whose content is there already. */
    synchronized ObjectVersion put(String key, ObjectVersion version, Versioning versioning) {
        var added = version.as(versioning == Versioning.ENABLED ? newId() : ObjectVersion.NULL);
        change(key, all -> {
            all.removeIf(one -> one.id().equals(added.id()));
            all.add(added);
            return all;
        });
        return added;
    }

    /** The newest version of an object, a delete marker too, or the one of this id. */
    synchronized Optional<ObjectVersion> find(String key, Optional<String> id) {
        var all = versions.getOrDefault(key, List.of());
        return id.isPresent()
                ? all.stream().filter(one -> one.id().equals(id.get())).findFirst()
                : all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The content of a version; it can be read to its end whatever happens to the object meanwhile. */
    Optional<InputStream> content(ObjectVersion version) {
        try {
            return Optional.of(Files.newInputStream(contents.resolve(version.data())));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read an object in " + contents, e);
        }
    }

    /** Deletes a version for good, or else the object: with a marker, where the bucket keeps versions. */
    synchronized Optional<Deletion> delete(String key, Optional<String> id, Versioning versioning) {
        if (id.isPresent() || versioning == Versioning.OFF) {
            var found = find(key, Optional.of(id.orElse(ObjectVersion.NULL)));
            found.ifPresent(gone -> change(key, all -> {
                all.remove(gone);
                return all;
            }));
            return found.map(gone -> new Deletion(gone.id(), gone.isDeleteMarker()));
        }
        var marker = ObjectVersion.deleted(
                versioning == Versioning.ENABLED ? newId() : ObjectVersion.NULL, System.currentTimeMillis());
        change(key, all -> {
            all.removeIf(one -> one.id().equals(marker.id()));
            all.add(marker);
            return all;
        });
        return Optional.of(new Deletion(marker.id(), true));
    }

    /** The objects that are not deleted, by their keys in S3's order. */
    synchronized NavigableMap<String, ObjectVersion> current() {
        var current = new TreeMap<String, ObjectVersion>(BY_BYTES);
        versions.forEach((key, all) -> {
            var newest = all.get(all.size() - 1);
            if (!newest.isDeleteMarker()) {
                current.put(key, newest);
            }
        });
        return current;
    }

    /** Whether there is nothing at all, no earlier version and no delete marker either. */
    synchronized boolean isEmpty() {
        return versions.isEmpty();
    }

    private void change(String key, UnaryOperator<List<ObjectVersion>> change) {
        var before = versions.getOrDefault(key, List.of());
        var after = List.copyOf(change.apply(new ArrayList<>(before)));
        var file = keys.resolve(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + ".json");
        try {
            if (after.isEmpty()) {
                Files.deleteIfExists(file);
                versions.remove(key);
            } else {
                PrivateFiles.write(file, JSON.writeValueAsString(new Entry(key, after)));
                versions.put(key, after);
            }
            var kept = after.stream().map(ObjectVersion::data).collect(Collectors.toSet());
            for (var gone : before) {
                if (!gone.isDeleteMarker() && !kept.contains(gone.data())) {
                    Files.deleteIfExists(contents.resolve(gone.data()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }
}

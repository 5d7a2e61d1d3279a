package dev.holdfast.sandbox.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Damaged;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of Secrets Manager's secrets, a file each that only its owner can read. A version that loses its last
 * staging label is dropped: to Secrets Manager it is deprecated and may go at any time.
 */
public final class SecretValues {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";
    static final String PENDING = "AWSPENDING";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger LOG = LoggerFactory.getLogger(SecretValues.class);

    /**
     * One value that a secret has or had.
     *
     * @param value null as long as the version waits for one: a rotation has begun
     * @param created seconds since 1970
     */
    record Version(String id, String value, Set<String> stages, long created) {
        private Version label(Set<String> stages) {
            return new Version(id, value, Set.copyOf(stages), created);
        }
    }

    /** @param deletion when the recovery window of a deleted secret ends, in seconds since 1970; 0 while it is in use */
    private record Stored(String arn, long deletion, List<Version> versions) {}

    private final Path directory;
    private final Map<String, Stored> secrets = new ConcurrentHashMap<>();

    /**
     * Opens what an earlier run left.
     *
     * @throws UncheckedIOException naming the file that cannot be read
     */
    public SecretValues(Site site) {
        directory = PrivateFiles.folder(site.secrets());
        try (var files = Files.list(PrivateFiles.folder(directory.resolve("values")))) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                var stored = read(file);
                secrets.put(stored.arn(), stored);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the values of secrets in " + directory, e);
        }
    }

    private static Stored read(Path file) throws IOException {
        try {
            var stored = JSON.readValue(file.toFile(), Stored.class);
            if (stored.arn() != null && stored.versions() != null) {
                return stored;
            }
        } catch (JsonProcessingException e) {
            // Its text may quote the value, so it is told nobody.
            LOG.debug("{} at {}", file, e.getLocation());
        }
        throw new Damaged(file, "it holds no secret's versions", null);
    }

    /** The current value of a secret, if it has one. */
    public Optional<String> current(String arn) {
        return deleted(arn)
                ? Optional.empty()
                : versions(arn).stream()
                        .filter(version -> version.stages().contains(CURRENT) && version.value() != null)
                        .map(Version::value)
                        .findFirst();
    }

    /** Gives a secret a new current value. */
    public void put(String arn, String value) {
        put(arn, UUID.randomUUID().toString(), value, Set.of(CURRENT));
    }

    /** Forgets a secret with all its values. */
    public synchronized void remove(String arn) {
        secrets.remove(arn);
        try {
            Files.deleteIfExists(file(arn));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(arn), e);
        }
    }

    /** Where what is confidential is kept. */
    Path directory() {
        return directory;
    }

    /**
     * A new secret, without a value.
     *
     * @throws AwsException while another one has its name, or had it and can still be recovered
     */
    synchronized void create(String arn) {
        var name = name(arn);
        var namesake = all().filter(one -> named(one).equals(named(arn))).findFirst();
        if (namesake.isPresent() && deleted(namesake.get())) {
            throw new AwsException(
                    "InvalidRequestException",
                    "You can't create this secret because a secret with this name is already scheduled for deletion."
                            + " '" + name + "' is free again on "
                            + Instant.ofEpochSecond(secrets.get(namesake.get()).deletion())
                            + "; choose another name, or recoveryWindowInDays 0 where its value may be lost at once.");
        }
        if (namesake.isPresent()) {
            throw new AwsException(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        store(new Stored(arn, 0, List.of()));
    }

    /** Ends a secret whose name stays taken until then. */
    synchronized void delete(String arn, Instant end) {
        store(new Stored(arn, end.getEpochSecond(), versions(arn)));
    }

    /** All ARNs, those in their recovery window too. */
    Stream<String> all() {
        var now = Instant.now().getEpochSecond();
        return List.copyOf(secrets.values()).stream()
                .filter(one -> one.deletion() == 0 || one.deletion() > now)
                .map(Stored::arn);
    }

    /** Whether the secret is gone but for its recovery window. */
    boolean deleted(String arn) {
        var stored = secrets.get(arn);
        return stored != null && stored.deletion() > 0;
    }

    /** A secret's versions, the newest last. */
    List<Version> versions(String arn) {
        var stored = secrets.get(arn);
        return stored == null ? List.of() : stored.versions();
    }

    /** The version that a staging label stands on. */
    Optional<Version> staged(String arn, String stage) {
        return versions(arn).stream()
                .filter(version -> version.stages().contains(stage))
                .findFirst();
    }

    /** The version that a rotation is for which has begun and not ended. */
    Optional<Version> unfinished(String arn) {
        return staged(arn, PENDING).filter(version -> !version.stages().contains(CURRENT));
    }

    /**
     * Begins a rotation with a version without a value.
     *
     * @return the version's id
     */
    synchronized String begin(String arn) {
        var id = UUID.randomUUID().toString();
        put(arn, id, null, Set.of(PENDING));
        return id;
    }

    /**
     * A new version, or the value of one that has none.
     *
     * @throws AwsException if there is a version of this id with another value
     */
    synchronized void put(String arn, String id, String value, Set<String> stages) {
        var versions = new ArrayList<>(versions(arn));
        versions.removeIf(version -> version.id().equals(id) && version.value() == null);
        for (var version : versions) {
            if (version.id().equals(id)) {
                if (version.value().equals(value)) {
                    return;
                }
                throw new AwsException(
                        "ResourceExistsException",
                        "You can't use ClientRequestToken " + id + " because that value is already in use for a version"
                                + " of secret " + arn + ".");
            }
        }
        versions.add(new Version(id, value, stages, Instant.now().getEpochSecond()));
        label(arn, versions, id, stages);
    }

    /** Moves a staging label to a version, or takes it off all where {@code to} is null. */
    synchronized void move(String arn, String stage, String to) {
        label(arn, versions(arn), to, Set.of(stage));
    }

    /** A label stands on one version only, and whoever loses AWSCURRENT becomes AWSPREVIOUS. */
    private void label(String arn, List<Version> versions, String to, Set<String> stages) {
        var previous = versions.stream()
                .filter(version -> stages.contains(CURRENT) && version.stages().contains(CURRENT))
                .map(Version::id)
                .filter(id -> !id.equals(to))
                .findFirst();
        var labelled = versions.stream().map(version -> {
            var labels = new HashSet<>(version.stages());
            labels.removeAll(stages);
            if (previous.isPresent()) {
                labels.remove(PREVIOUS);
            }
            if (version.id().equals(to)) {
                labels.addAll(stages);
            }
            if (previous.filter(version.id()::equals).isPresent()) {
                labels.add(PREVIOUS);
            }
            return version.label(labels);
        });
        store(new Stored(
                arn, 0, labelled.filter(version -> !version.stages().isEmpty()).toList()));
    }

    private void store(Stored stored) {
        try {
            PrivateFiles.write(file(stored.arn()), JSON.writeValueAsString(stored));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        secrets.put(stored.arn(), stored);
    }

    /** A secret's name may have 512 characters, more than a file's. */
    private Path file(String arn) {
        var name = UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8));
        return directory.resolve("values").resolve(name + ".json");
    }

    /** The name in an ARN. */
    static String name(String arn) {
        var named = named(arn);
        return named.substring(named.indexOf(":secret:") + ":secret:".length());
    }

    /** An ARN without the six characters that Secrets Manager adds to the name. */
    static String named(String arn) {
        return arn.replaceFirst("-[A-Za-z0-9]{6}$", "");
    }
}

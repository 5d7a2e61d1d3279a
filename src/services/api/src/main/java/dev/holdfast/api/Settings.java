package dev.holdfast.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service is told by its environment.
 *
 * @param port the port to listen on
 * @param databaseHost the database's host name, which its certificate must carry
 * @param secret ARN of the secret with the database credentials, read again when the database refuses them
 * @param credentials the secret's value when the task started
 * @param caBundle the certificate authorities that may have signed the database's certificate
 * @param cache empty where there is none
 */
record Settings(
        int port,
        String databaseHost,
        int databasePort,
        String databaseName,
        String secret,
        Credentials credentials,
        Path caBundle,
        Optional<Cache> cache,
        String environment,
        String release,
        Features features) {
    private static final List<String> CACHE = List.of("CACHE_HOST", "CACHE_NAME", "CACHE_USER");

    /**
     * Where the cache is.
     *
     * @param name of the cache in AWS, for which tokens are signed
     * @param user as whom this service comes
     */
    record Cache(String host, int port, String name, String user) {}

    /**
     * Reads the environment.
     *
     * @throws InvalidSettings naming every variable that is missing or wrong
     */
    static Settings from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings = new Settings(
                port(environment, "PORT", "8080", problems),
                required(environment, "DATABASE_HOST", problems),
                port(environment, "DATABASE_PORT", "5432", problems),
                required(environment, "DATABASE_NAME", problems),
                secret(environment, problems),
                credentials(environment, problems),
                caBundle(environment, problems),
                cache(environment, problems),
                required(environment, "ENVIRONMENT", problems),
                required(environment, "RELEASE", problems),
                Features.from(environment));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    /** The region of the account that it runs in: that of its secret. */
    String region() {
        return secret.split(":")[3];
    }

    private static Optional<Cache> cache(Map<String, String> environment, List<String> problems) {
        if (CACHE.stream().allMatch(name -> environment.getOrDefault(name, "").isBlank())) {
            return Optional.empty();
        }
        return Optional.of(new Cache(
                required(environment, "CACHE_HOST", problems),
                port(environment, "CACHE_PORT", "6379", problems),
                required(environment, "CACHE_NAME", problems),
                required(environment, "CACHE_USER", problems)));
    }

    private static String required(Map<String, String> environment, String name, List<String> problems) {
        var value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            problems.add(name + " is missing");
        }
        return value;
    }

    /** Port 0 is any free one. */
    private static int port(Map<String, String> environment, String name, String usual, List<String> problems) {
        var value = environment.getOrDefault(name, usual);
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) < 65_536) {
            return Integer.parseInt(value);
        }
        problems.add(name + " is \"" + value + "\"; allowed is 0 to 65535");
        return 0;
    }

    private static String secret(Map<String, String> environment, List<String> problems) {
        var value = required(environment, "DATABASE_SECRET_ARN", problems);
        if (!value.isBlank() && !value.matches("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+")) {
            problems.add("DATABASE_SECRET_ARN is \"" + value + "\"; allowed is the ARN of a secret,"
                    + " arn:aws:secretsmanager:<region>:<account>:secret:<name>");
        }
        return value;
    }

    private static Credentials credentials(Map<String, String> environment, List<String> problems) {
        var value = required(environment, "DATABASE_CREDENTIALS", problems);
        var credentials = Credentials.parse(value);
        if (!value.isBlank() && credentials.isEmpty()) {
            problems.add("DATABASE_CREDENTIALS is not JSON of the form {\"username\": ..., \"password\": ...};"
                    + " its value is not shown here");
        }
        return credentials.orElse(null);
    }

    private static Path caBundle(Map<String, String> environment, List<String> problems) {
        var path = Path.of(environment.getOrDefault("DATABASE_CA_BUNDLE", "rds-ca-bundle.pem"))
                .toAbsolutePath();
        if (!Files.isReadable(path)) {
            problems.add("DATABASE_CA_BUNDLE is " + path
                    + ", which cannot be read; give a PEM file with the database's certificate authorities");
        }
        return path;
    }
}

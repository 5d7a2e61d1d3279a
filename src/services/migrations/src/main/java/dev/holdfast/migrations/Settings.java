package dev.holdfast.migrations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/**
 * What the functions are told by their environment.
 *
 * @param host the database's host name, which its certificate must carry
 * @param masterSecret ARN of the secret with the master's name and password; RDS owns and rotates it
 * @param applicationSecret ARN of the secret that holds how the application logs in
 * @param readOnlySecret ARN of the secret that holds how people and reports log in
 * @param caBundle the certificate authorities that may have signed the database's certificate
 */
record Settings(
        String host,
        int port,
        String database,
        String masterSecret,
        String applicationSecret,
        String readOnlySecret,
        Path caBundle) {
    /**
     * Reads the environment.
     *
     * @throws MigrationFailed naming every variable that is missing or wrong
     */
    static Settings from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings = new Settings(
                required(environment, "DATABASE_HOST", problems),
                port(environment, problems),
                required(environment, "DATABASE_NAME", problems),
                secret(environment, "DATABASE_MASTER_SECRET_ARN", problems),
                secret(environment, "DATABASE_SECRET_ARN", problems),
                secret(environment, "DATABASE_READ_ONLY_SECRET_ARN", problems),
                caBundle(environment, problems));
        if (!problems.isEmpty()) {
            throw new MigrationFailed(
                    "The function's environment is not right; correct it in the function's definition:\n- "
                            + String.join("\n- ", problems));
        }
        return settings;
    }

    /** The region of the secrets, which their ARNs name. */
    Region region() {
        return Region.of(applicationSecret.split(":")[3]);
    }

    /** The secret of a group's users. */
    String secret(RoleGroup group) {
        return switch (group) {
            case APPLICATION -> applicationSecret;
            case READ_ONLY -> readOnlySecret;
        };
    }

    private static String required(Map<String, String> environment, String name, List<String> problems) {
        var value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            problems.add(name + " is missing");
        }
        return value;
    }

    private static int port(Map<String, String> environment, List<String> problems) {
        var value = environment.getOrDefault("DATABASE_PORT", "5432");
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) > 0 && Integer.parseInt(value) < 65_536) {
            return Integer.parseInt(value);
        }
        problems.add("DATABASE_PORT is \"" + value + "\"; allowed is 1 to 65535");
        return 0;
    }

    private static String secret(Map<String, String> environment, String name, List<String> problems) {
        var value = required(environment, name, problems);
        if (!value.isBlank() && !value.matches("arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+")) {
            problems.add(name + " is \"" + value + "\"; allowed is the ARN of a secret,"
                    + " arn:aws:secretsmanager:<region>:<account>:secret:<name>");
        }
        return value;
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

package dev.holdfast.sandbox.services;

import static dev.holdfast.sandbox.services.CloudFixture.SILENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
    private static final String NAMED = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:app/database";

    @TempDir
    Path directory;

    private SecretValues values;
    private Secret secrets;

    @BeforeEach
    void open() {
        values = new SecretValues(new Site(directory));
        secrets = new Secret(values);
    }

    @Test
    void hasNoValueAtFirst() {
        secrets.create(secret("AbCdEf", Map.of()), SILENT);
        assertThat(values.current(NAMED + "-AbCdEf")).isEmpty();
    }

    @Test
    void keepsItsValuesWhenTheCloudStops() {
        secrets.create(secret("AbCdEf", Map.of()), SILENT);
        values.put(NAMED + "-AbCdEf", "first");
        values.put(NAMED + "-AbCdEf", "second");
        open();
        assertThat(values.current(NAMED + "-AbCdEf")).hasValue("second");
        assertThat(values.versions(NAMED + "-AbCdEf"))
                .filteredOn(version -> version.stages().contains("AWSPREVIOUS"))
                .singleElement()
                .satisfies(version -> assertThat(version.value()).isEqualTo("first"));
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        values.put(NAMED + "-AbCdEf", "value");
        try (var files = Files.walk(directory.resolve("cloud/secrets"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void keepsItsNameForItsRecoveryWindow() {
        var first = secret("AbCdEf", Map.of("recoveryWindowInDays", 7));
        secrets.create(first, SILENT);
        values.put(NAMED + "-AbCdEf", "value");
        secrets.delete(first, SILENT);
        open();
        assertThat(values.current(NAMED + "-AbCdEf")).isEmpty();
        assertThatThrownBy(() -> secrets.create(secret("GhIjKl", Map.of()), SILENT))
                .isInstanceOf(AwsException.class)
                .asString()
                .contains("InvalidRequestException: You can't create this secret because a secret with this name is"
                        + " already scheduled for deletion.");
    }

    @Test
    void freesItsNameAtOnceWithoutARecoveryWindow() {
        var first = secret("AbCdEf", Map.of("recoveryWindowInDays", 0));
        secrets.create(first, SILENT);
        secrets.delete(first, SILENT);
        assertThatCode(() -> secrets.create(secret("GhIjKl", Map.of()), SILENT)).doesNotThrowAnyException();
    }

    @Test
    void sharesItsNameWithNoOther() {
        secrets.create(secret("AbCdEf", Map.of()), SILENT);
        assertThatThrownBy(() -> secrets.create(secret("GhIjKl", Map.of()), SILENT))
                .asString()
                .contains("ResourceExistsException");
    }

    @Test
    void refusesARecoveryWindowThatAwsHasNot() {
        var brief = secret("AbCdEf", Map.of("recoveryWindowInDays", 3));
        assertThatThrownBy(() -> secrets.delete(brief, SILENT)).hasMessageContaining("between 7 and 30 days");
    }

    private static Resource secret(String suffix, Map<String, Object> inputs) {
        var arn = NAMED + "-" + suffix;
        return new Resource("aws:secretsmanager/secret:Secret", "111122223333", "eu-central-1", arn, inputs, inputs)
                .with(Map.of("arn", arn));
    }
}

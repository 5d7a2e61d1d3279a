package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Damaged;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of the cloud that say nothing sensible any more: named, or made again where that loses nothing. */
class DamagedFilesTest {
    @TempDir
    private Path directory;

    private Site site;

    @BeforeEach
    void aSite() {
        site = new Site(directory);
    }

    /** Cut off, empty, of another kind, and no text at all. */
    static byte[][] damage() {
        return new byte[][] {"{\"type\": \"a".getBytes(), {}, "{}".getBytes(), {(byte) 0xff, 0, (byte) 0xc3}};
    }

    @ParameterizedTest
    @MethodSource("damage")
    void namesADamagedResource(byte[] content) throws IOException {
        new Resources(site.resources())
                .put(new Resource("aws:ec2/vpc:Vpc", "111122223333", "eu-west-1", "vpc-1", Map.of(), Map.of()));
        var file = find("vpc-1.json");
        Files.write(file, content);

        assertThatThrownBy(() -> new Resources(site.resources()))
                .isInstanceOf(Damaged.class)
                .hasMessageStartingWith(file + " is damaged")
                .hasMessageContaining("./sandbox reset");
        assertThat(file).hasBinaryContent(content);
    }

    @ParameterizedTest
    @MethodSource("damage")
    void namesADamagedSecretWithoutQuotingIt(byte[] content) throws IOException {
        var file = Files.createDirectories(site.secrets().resolve("values")).resolve("one.json");
        Files.write(file, content);

        assertThatThrownBy(() -> new SecretValues(site))
                .isInstanceOf(Damaged.class)
                .hasMessageStartingWith(file + " is damaged: it holds no secret's versions")
                .hasNoCause();
    }

    @ParameterizedTest
    @MethodSource("damage")
    void namesADamagedCertificateAuthority(byte[] content) throws IOException {
        new CertificateAuthority(site);
        var key = site.secrets().resolve("rds-ca.key");
        Files.write(key, content);

        assertThatThrownBy(() -> new CertificateAuthority(site))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining(key.toString());
    }

    @ParameterizedTest
    @MethodSource("damage")
    void namesADamagedPassword(byte[] content) throws IOException {
        var file = Files.write(directory.resolve("password"), content);

        assertThatThrownBy(() -> PrivateFiles.once(file))
                .isInstanceOf(Damaged.class)
                .hasMessageStartingWith(file + " is damaged");
    }

    @ParameterizedTest
    @MethodSource("damage")
    void makesAKeyAnewThatMayBecomeAnotherOne(byte[] content) throws IOException {
        var file = Files.write(directory.resolve("key"), content);

        var key = PrivateFiles.renewable(file);

        assertThat(key).hasSize(32);
        assertThat(PrivateFiles.renewable(file)).isEqualTo(key);
    }

    @Test
    void keepsWhatIsNotDamaged() {
        var file = directory.resolve("key");
        var key = PrivateFiles.once(file);

        assertThat(PrivateFiles.once(file)).isEqualTo(key);
        assertThat(PrivateFiles.renewable(file)).isEqualTo(key);
    }

    private Path find(String name) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }
}

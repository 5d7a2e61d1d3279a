package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendTest {
    @TempDir
    private Path root;

    private Workspace workspace;

    @BeforeEach
    void aClone() {
        workspace = new Workspace(root);
    }

    @Test
    void makesAPassphraseThatOnlyItsOwnerCanRead() throws IOException {
        prepare();

        assertThat(workspace.passphrase()).content().hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.passphrase())))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsThePassphrase() throws IOException {
        prepare();
        var made = Files.readString(workspace.passphrase());
        aStack();

        prepare();

        assertThat(workspace.passphrase()).hasContent(made);
    }

    @Test
    void makesAnEmptyPassphraseAnewWhileNothingIsEncryptedWithIt() throws IOException {
        prepare();
        Files.writeString(workspace.passphrase(), "");

        prepare();

        assertThat(workspace.passphrase()).content().isNotBlank();
    }

    @Test
    void namesAPassphraseThatIsMissedAndMakesNone() throws IOException {
        aStack();

        assertThatThrownBy(this::prepare)
                .isInstanceOf(Failure.class)
                .hasMessageContaining(workspace.passphrase() + " is missing")
                .hasMessageContaining("./sandbox reset");
        assertThat(workspace.passphrase()).doesNotExist();
    }

    @Test
    void namesAnEmptyPassphraseThatIsMissed() throws IOException {
        aStack();
        Files.writeString(workspace.passphrase(), "\n");

        assertThatThrownBy(this::prepare).hasMessageContaining("passphrase is empty");
    }

    @Test
    void saysWhatToDoWherePulumiFindsThePassphraseIncorrect() {
        var backend = new Backend(workspace);

        assertThat(backend.hint("error: incorrect passphrase"))
                .contains(workspace.passphrase().toString(), "./sandbox reset");
        assertThat(backend.hint("error: anything else")).isEmpty();
    }

    @Test
    void writesADamagedVersionAnew() throws IOException {
        var version =
                Files.createDirectories(workspace.state().resolve(".pulumi")).resolve("meta.yaml");
        Files.write(version, new byte[] {(byte) 0xff, 0});

        prepare();

        assertThat(version).hasContent("version: 1\n");
    }

    @Test
    void leavesTheVersionAsItIs() throws IOException {
        var version =
                Files.createDirectories(workspace.state().resolve(".pulumi")).resolve("meta.yaml");
        Files.writeString(version, "# any\nversion: 2\n");

        prepare();

        assertThat(version).hasContent("# any\nversion: 2\n");
    }

    private void prepare() throws IOException {
        new Backend(workspace).prepare();
    }

    private void aStack() throws IOException {
        var stacks = Files.createDirectories(workspace.state().resolve(".pulumi/stacks/holdfast"));
        Files.writeString(stacks.resolve("dev.json"), "{}");
    }
}

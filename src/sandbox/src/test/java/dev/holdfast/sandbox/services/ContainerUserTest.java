package dev.holdfast.sandbox.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerUserTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',          0,     0
            10001,       10001, 0
            10001:10002, 10001, 10002
            app,         1000,  1001
            app:staff,   1000,  50
            1000,        1000,  1001
            7:staff,     7,     50
            """)
    void isNamedAsInDocker(String user, int uid, int gid) throws IOException {
        passwd();

        assertThat(ContainerUser.of(image(user))).isEqualTo(new ContainerUser(uid, gid));
    }

    @Test
    void needsNoPasswdFileForNumbers() {
        assertThat(ContainerUser.of(image("10001:10001"))).isEqualTo(new ContainerUser(10001, 10001));
    }

    @Test
    void isRefusedWhereTheImageDoesNotKnowTheName() throws IOException {
        passwd();

        assertThatThrownBy(() -> ContainerUser.of(image("deno")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("unable to find user deno: no matching entries in passwd file");
        assertThatThrownBy(() -> ContainerUser.of(image("app:deno")))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("unable to find group deno: no matching entries in group file");
    }

    private void passwd() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001::/home/app:/bin/sh\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nstaff:x:50:app\n");
    }

    private Image image(String user) {
        return new Image(root, List.of(), List.of(), Map.of(), "/", user, "linux/amd64");
    }
}

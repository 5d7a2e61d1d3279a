package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @AfterEach
    void wakes() {
        Thread.interrupted();
    }

    @Test
    void isWrittenAndDeletedByWhoeverIsInterruptedAndStaysSo() throws IOException {
        var file = folder.resolve("resource.json");
        Thread.currentThread().interrupt();

        WholeFile.write(file, new byte[] {1});
        assertThat(file).isNotEmptyFile();
        WholeFile.delete(file);

        assertThat(file).doesNotExist();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}

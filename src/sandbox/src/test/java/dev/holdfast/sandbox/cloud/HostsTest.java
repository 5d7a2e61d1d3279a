package dev.holdfast.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsTest {
    @TempDir
    Path directory;

    private Hosts hosts;
    private Path own;

    @BeforeEach
    void open() {
        hosts = new Hosts(directory.resolve("hosts"));
        own = directory.resolve("task").resolve("hosts");
    }

    @Test
    void givesATaskTheNamesOfAllAndItsOwn() {
        hosts.put("database", "127.20.0.5");

        hosts.share(own, Map.of("api", "127.255.0.4"));

        assertThat(own).hasContent("127.255.0.4 api\n127.20.0.5 database\n127.0.0.1 localhost\n");
        assertThat(directory.resolve("hosts")).content().doesNotContain("api");
    }

    @Test
    void keepsTheNamesOfATaskUpToDate() {
        hosts.put("old", "127.20.0.5");
        hosts.share(own, Map.of("api", "127.255.0.4"));

        hosts.put("new", "127.20.0.6");
        hosts.remove("old");

        assertThat(own).hasContent("127.255.0.4 api\n127.0.0.1 localhost\n127.20.0.6 new\n");
    }

    @Test
    void leavesTheFileOfATaskThatHasEnded() {
        hosts.share(own, Map.of());
        hosts.unshare(own);

        hosts.put("new", "127.20.0.6");

        assertThat(own).content().doesNotContain("new");
    }
}

package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudProcessTest {
    @TempDir
    private Path directory;

    private Site site;
    private ServerSocket control;

    @BeforeEach
    void aControlPort() throws IOException {
        site = new Site(directory.resolve("a sandbox"));
        control = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void closed() throws IOException {
        control.close();
    }

    @Test
    void isNotRunningWhereItNeverWas() {
        assertThat(cloud("").running()).isEmpty();
    }

    @Test
    void waitsUntilTheCloudAnswers() throws Exception {
        var address = cloud(announcing() + "exec sleep 60").start();

        assertThat(address.control()).isEqualTo(control.getLocalPort());
        assertThat(cloud("").running()).contains(address);
        ProcessHandle.of(address.pid()).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void theCloudIsInAProcessGroupOfItsOwnSoThatCtrlCDoesNotReachIt() throws Exception {
        var address = cloud(announcing() + "exec sleep 60").start();

        var group = Script.run(directory, System.getenv(), "ps", "-o", "pgid=", "-p", "" + address.pid());

        assertThat(group.out().strip()).isEqualTo("" + address.pid());
        ProcessHandle.of(address.pid()).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void failsWithTheNewLinesOfTheLogWhenTheCloudEnds() throws Exception {
        Files.createDirectories(site.log().getParent());
        Files.writeString(site.log(), "of an earlier run\n");

        assertThatThrownBy(() -> cloud("echo 'port is taken'; exit 1").start())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("port is taken")
                .hasMessageContaining("cloud.log")
                .hasMessageNotContaining("earlier");
    }

    @Test
    void theAddressOfADeadCloudDoesNotCount() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();

        announce(dead.pid());

        assertThat(cloud("").running()).isEmpty();
    }

    @Test
    void theAddressThatAnotherProcessInheritedDoesNotCount() throws Exception {
        announce(ProcessHandle.current().pid());
        control.close();

        assertThat(cloud("").running()).isEmpty();
    }

    @Test
    void stopEndsACloudThatDoesNotAnswerAnyMore() throws Exception {
        var address = cloud(announcing() + "exec sleep 60").start();
        control.close();

        cloud("").stop(address);

        assertThat(ProcessHandle.of(address.pid())).isEmpty();
    }

    @Test
    void endsACloudThatCannotBeReachedBeforeItStartsAnother() throws Exception {
        var lost = cloud("echo $$ >'" + site.lock() + "'; " + announcing() + "while :; do sleep 0.1; done")
                .start();
        Files.writeString(site.address(), "garbage");

        var next = cloud(announcing() + "while :; do sleep 0.1; done").start();

        assertThat(ProcessHandle.of(lost.pid())).isEmpty();
        ProcessHandle.of(next.pid()).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void endsNoProcessThatIsNoCloudOfThisSandbox() throws Exception {
        var other = new ProcessBuilder("sleep", "60").start();
        Files.createDirectories(site.lock().getParent());
        Files.writeString(site.lock(), "" + other.pid());

        assertThat(cloud("").endUnreachable()).isFalse();

        assertThat(other.isAlive()).isTrue();
        other.destroy();
    }

    private CloudProcess cloud(String script) {
        return CloudProcess.of(site, List.of("bash", "-c", script));
    }

    private String announcing() {
        return "printf '{\"pid\":%s,\"control\":" + control.getLocalPort() + ",\"plugins\":1}' $$ >'" + site.address()
                + "'\n";
    }

    private void announce(long pid) throws IOException {
        Files.createDirectories(site.address().getParent());
        Files.writeString(
                site.address(), "{\"pid\":%d,\"control\":%d,\"plugins\":1}".formatted(pid, control.getLocalPort()));
    }
}

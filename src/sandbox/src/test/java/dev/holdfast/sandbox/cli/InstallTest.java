package dev.holdfast.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tools/pulumi/install, with fakes of all that it calls. */
class InstallTest {
    private static final String VERSIONS = "3.250.0-1.21.3";
    /** A go that says it is new enough, and builds scripts that say which version they are. */
    private static final String GO = """
            if [ "$1 $2" = "env GOVERSION" ]; then echo go1.26.0; exit; fi
            echo "$GOFLAGS $*" >>"$LOG"
            while [ $# -gt 1 ]; do
              [ "$1" != -o ] || file=$2
              shift
            done
            printf '#!/bin/bash\\necho v3.250.0\\n' >"$file"
            chmod +x "$file"
            """;

    @TempDir
    private Path directory;

    private Path tools;
    private Path cache;
    private Path log;
    private Map<String, String> environment;

    @BeforeEach
    void aMachineWithoutPulumiGoAndNetwork() throws IOException {
        tools = directory.resolve("tools");
        cache = directory.resolve("cache/holdfast/pulumi").resolve(VERSIONS);
        log = Files.writeString(directory.resolve("log"), "");
        environment = new HashMap<>(Map.of(
                "PATH", tools + "",
                "HOME", directory.toString(),
                "XDG_CACHE_HOME", directory.resolve("cache").toString(),
                "LOG", log.toString(),
                "GOFLAGS", "-mod=vendor"));
        allow("awk", "basename", "bash", "cat", "chmod", "dirname", "env", "flock", "head", "ln", "mkdir", "mktemp");
        allow("mv", "readlink", "rm", "sed", "sh", "sleep", "tail", "touch");
        Script.write(tools.resolve("curl"), "echo \"curl $*\" >>\"$LOG\"; exit 7");
    }

    @Test
    void takesWhatIsOnThePath() throws Exception {
        var folder = pair(directory.resolve("own"), "3.251.0");
        environment.merge("PATH", folder.toString(), (path, own) -> own + ":" + path);

        assertThat(install().out()).isEqualTo(folder + "\n");
        assertThat(cache).doesNotExist();
    }

    @Test
    void takesALinkToAPairFromThePath() throws Exception {
        var folder = pair(directory.resolve("own"), "3.251.0");
        Files.createSymbolicLink(tools.resolve("pulumi"), folder.resolve("pulumi"));

        assertThat(install().out()).isEqualTo(tools + "\n");
    }

    @Test
    void leavesAnOldPulumiOnThePathAside() throws Exception {
        var folder = pair(directory.resolve("own"), "3.249.9");
        environment.merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        pair(cache, "3.250.0");

        var result = install();

        assertThat(result.out()).isEqualTo(cache + "\n");
        assertThat(result.err()).contains("is 3.249.9; 3.250.0 or newer is needed");
    }

    @Test
    void leavesAPulumiWithoutItsJavaHostAside() throws Exception {
        var folder = pair(directory.resolve("own"), "3.251.0");
        Files.delete(folder.resolve("pulumi-language-java"));
        environment.merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        pair(cache, "3.250.0");

        assertThat(install().out()).isEqualTo(cache + "\n");
    }

    @Test
    void takesWhatAnEarlierRunInstalled() throws Exception {
        pair(cache, "3.250.0");

        assertThat(install().out()).isEqualTo(cache + "\n");
        assertThat(log).isEmptyFile();
    }

    @Test
    void takesPulumisOwnInstallerWhereItCanBeReached() throws Exception {
        Script.write(tools.resolve("curl"), """
                while [ "$1" != -o ]; do shift; done
                cat >"$2" <<'END'
                root=$4
                echo "$*" >>"$LOG"
                mkdir -p "$root/bin"
                for name in pulumi pulumi-language-java; do
                  printf '#!/bin/bash\\necho v3.250.0\\n' >"$root/bin/$name"
                  chmod +x "$root/bin/$name"
                done
                END
                """);

        assertThat(install().out()).isEqualTo(cache + "\n");
        assertThat(cache.resolve("pulumi-language-java")).isExecutable();
        assertThat(log).content().contains("--version 3.250.0 --install-root").contains("--no-edit-path");
    }

    @Test
    void buildsTheGoModulesWhereTheInstallerCannotBeReached() throws Exception {
        Script.write(tools.resolve("go"), GO);

        var result = install();

        assertThat(result.out()).isEqualTo(cache + "\n");
        assertThat(result.err()).contains("about seven minutes", "building pulumi 3.250.0", "done in 0 min");
        assertThat(log).content().contains("version.Version=v3.250.0", "version.Version=v1.21.3");
    }

    @Test
    void buildsTheSameWhateverTheUsersGoFlagsSay() throws Exception {
        Script.write(tools.resolve("go"), GO);

        install();

        assertThat(log).content().contains("-mod=readonly -trimpath").doesNotContain("vendor");
    }

    @Test
    void saysWhatToDoWhereGoIsMissing() throws Exception {
        var result = install();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Go 1.25.11 or newer", "https://go.dev/dl/");
    }

    @Test
    void saysWhichGoIsTooOld() throws Exception {
        Script.write(tools.resolve("go"), "echo go1.24.1");

        var result = install();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Go 1.25.11 or newer").contains("is 1.24.1");
    }

    @Test
    void showsTheCompilersLastWordsWhenABuildFails() throws Exception {
        Script.write(tools.resolve("go"), GO.lines().findFirst().orElseThrow() + "\necho 'checksum mismatch'; exit 1");

        var result = install();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("building pulumi-language-java 1.21.3 failed", "checksum mismatch");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void leavesNothingHalfDoneWhenItIsInterrupted() throws Exception {
        Script.write(
                tools.resolve("go"),
                GO.lines().findFirst().orElseThrow() + "\necho building >>\"$LOG\"\nexec sleep 60");
        var process = start();
        while (!Files.readString(log).contains("building")) {
            Thread.sleep(20);
        }

        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(cache).doesNotExist();
        assertThat(leftovers()).isEmpty();
        Script.write(tools.resolve("go"), GO);
        assertThat(install().out()).isEqualTo(cache + "\n");
    }

    @Test
    void clearsAwayWhatAKilledRunLeft() throws Exception {
        Files.createDirectories(cache.resolveSibling(VERSIONS + ".new.killed/bin"));
        Script.write(tools.resolve("go"), GO);

        install();

        assertThat(leftovers()).isEmpty();
    }

    @Test
    void buildsOnceWhenItRunsTwiceAtOnce() throws Exception {
        twiceAtOnce();
    }

    @Test
    void buildsOnceWhenItRunsTwiceAtOnceWithoutFlock() throws Exception {
        Files.deleteIfExists(tools.resolve("flock"));

        twiceAtOnce();
    }

    @Test
    void takesTheLockOfADeadRunWithoutFlock() throws Exception {
        Files.deleteIfExists(tools.resolve("flock"));
        Files.createDirectories(cache.getParent());
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createSymbolicLink(cache.resolveSibling(VERSIONS + ".owner"), Path.of(Long.toString(dead.pid())));
        Script.write(tools.resolve("go"), GO);

        assertThat(install().out()).isEqualTo(cache + "\n");
    }

    private void twiceAtOnce() throws Exception {
        Script.write(tools.resolve("go"), GO + "sleep 1\n");
        var first = start();
        var second = start();

        assertThat(List.of(Script.end(first).out(), Script.end(second).out())).containsOnly(cache + "\n");
        assertThat(log).content().containsOnlyOnce("-X github.com/pulumi/pulumi/sdk");
    }

    private Script.Result install() throws Exception {
        return Script.end(start());
    }

    private Process start() throws IOException {
        return Script.start(
                directory,
                environment,
                "bash",
                Script.ROOT.resolve("tools/pulumi/install").toString());
    }

    private List<String> leftovers() throws IOException {
        try (var files = Files.list(cache.getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".new.") || name.endsWith(".owner"))
                    .toList();
        }
    }

    private static Path pair(Path folder, String version) throws IOException {
        Script.write(folder.resolve("pulumi"), "echo v" + version);
        Script.write(folder.resolve("pulumi-language-java"), "");
        return folder;
    }

    private void allow(String... names) throws IOException {
        for (var name : names) {
            var file = Files.exists(Path.of("/usr/bin", name)) ? Path.of("/usr/bin", name) : Path.of("/bin", name);
            if (Files.exists(file)) {
                Script.write(tools.resolve(name), "exec " + file + " \"$@\"");
            }
        }
    }
}

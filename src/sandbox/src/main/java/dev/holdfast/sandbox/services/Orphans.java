package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Processes of a cloud that was killed. */
public final class Orphans {
    private static final long PATIENCE_SECONDS = 20;

    private Orphans() {}

    /** Ends all tasks and databases of a site where no cloud runs, and returns when they are gone. */
    public static void end(Site site) {
        endTasks(ContainerRuntime.agent(site));
        var databases = site.databases().toAbsolutePath().normalize();
        if (!Files.isDirectory(databases)) {
            return;
        }
        try (var homes = Files.newDirectoryStream(databases, "db-*")) {
            for (var home : homes) {
                new PidFile(home.resolve("data")).server().ifPresent(Orphans::endServer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + databases, e);
        }
    }

    /**
     * Ends the tasks that an earlier run started with this agent, and returns when they are gone. They end by themselves,
     * but not at once; until then they would hold the addresses that are handed out anew.
     */
    static void endTasks(Path agent) {
        var option = "-javaagent:" + agent + "=";
        ProcessHandle.allProcesses()
                .filter(process -> Arrays.stream(arguments(process)).anyMatch(one -> one.startsWith(option)))
                .filter(ProcessHandle::destroyForcibly)
                .toList()
                .forEach(process -> process.onExit().join());
    }

    /** Its clients are gone, so it ends in order as soon as it is told. */
    private static void endServer(ProcessHandle server) {
        server.destroy();
        var end = new CompletableFuture<ProcessHandle>().completeOnTimeout(server, PATIENCE_SECONDS, TimeUnit.SECONDS);
        CompletableFuture.anyOf(server.onExit(), end).join();
        if (server.isAlive()) {
            server.destroyForcibly();
            server.onExit().join();
        }
    }

    /** Java's own list of them is empty where they are longer than a page of memory, as class paths are. */
    private static String[] arguments(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0");
        } catch (IOException e) {
            return new String[0]; // It has ended.
        }
    }
}

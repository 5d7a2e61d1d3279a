package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Processes of tasks whose cloud was killed. They end by themselves, but not at once; until then they would hold the
 * addresses that are handed out anew.
 */
final class OrphanTasks {
    private OrphanTasks() {}

    /** Ends those that an earlier run of this cloud started with its agent, and returns when they are gone. */
    static void end(Path agent) {
        var option = "-javaagent:" + agent + "=";
        ProcessHandle.allProcesses()
                .filter(process -> Arrays.stream(arguments(process)).anyMatch(one -> one.startsWith(option)))
                .filter(ProcessHandle::destroyForcibly)
                .toList()
                .forEach(process -> process.onExit().join());
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

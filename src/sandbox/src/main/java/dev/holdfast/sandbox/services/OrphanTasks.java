package dev.holdfast.sandbox.services;

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
                .filter(process -> Arrays.stream(process.info().arguments().orElse(new String[0]))
                        .anyMatch(argument -> argument.startsWith(option)))
                .filter(ProcessHandle::destroyForcibly)
                .toList()
                .forEach(process -> process.onExit().join());
    }
}

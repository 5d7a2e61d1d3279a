package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** PostgreSQL's postmaster.pid: which server works on the data of a folder, and whether it takes connections. */
record PidFile(Path data) {
    private static final int PID = 0;
    private static final int STATE = 7;

    /** The server, whoever started it; none if the file is stale and its number another process's by now. */
    Optional<ProcessHandle> server() {
        var pid = line(PID);
        // A crash may have left half of it, or anything.
        return !pid.matches("\\d{1,18}")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> Arrays.asList(
                                        process.info().arguments().orElse(new String[0]))
                                .contains(data.toString()));
    }

    boolean ready() {
        return line(STATE).equals("ready");
    }

    /** Removes what a server that is gone left. PostgreSQL still refuses to start while a session of that one lives. */
    void delete() throws IOException {
        Files.deleteIfExists(file());
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    private String line(int number) {
        try {
            var lines = Files.readString(file(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            return number < lines.size() ? lines.get(number).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}

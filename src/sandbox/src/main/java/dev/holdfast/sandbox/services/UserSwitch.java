package dev.holdfast.sandbox.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Starts programs as their image's user, which only root can, by util-linux' {@code setpriv}. Where the sandbox does not
 * run as root, or that user could not get to the files that the program needs, programs run as the sandbox's own user.
 */
final class UserSwitch {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private UserSwitch() {}

    /**
     * What a command line has to begin with.
     *
     * @param directory the task's own, which the user may pass, and whose {@code tmp} becomes the user's; for others both
     *     are closed
     * @param needed files and folders that the user must be able to read
     */
    static List<String> prefix(ContainerUser user, Path directory, List<Path> needed) throws IOException {
        if (!ROOT || user.uid() == 0 || !Files.isExecutable(SETPRIV) || !reachable(directory.getParent(), needed)) {
            return List.of();
        }
        var tmp = directory.resolve("tmp");
        Files.setAttribute(directory, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x---"));
        Files.setAttribute(tmp, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(tmp, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwx------"));
        return List.of(
                SETPRIV.toString(),
                "--reuid=" + user.uid(),
                "--regid=" + user.gid(),
                "--clear-groups",
                "--no-new-privs",
                "--");
    }

    private static boolean reachable(Path tasks, List<Path> needed) throws IOException {
        for (var path : needed) {
            if (!permits(path.toRealPath(), PosixFilePermission.OTHERS_READ)
                    || !passable(path.toRealPath().getParent())) {
                return false;
            }
        }
        return passable(tasks.toRealPath());
    }

    private static boolean passable(Path folder) throws IOException {
        for (var one = folder; one != null; one = one.getParent()) {
            if (!permits(one, PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean permits(Path path, PosixFilePermission permission) throws IOException {
        return Files.getPosixFilePermissions(path).contains(permission);
    }
}

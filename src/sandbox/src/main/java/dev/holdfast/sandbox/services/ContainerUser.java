package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who a container's program runs as: {@code user}, {@code user:group}, or numbers, as image configurations and container
 * definitions have it. Names are those of the image's own {@code /etc/passwd} and {@code /etc/group}.
 */
record ContainerUser(int uid, int gid) {
    private static final String NUMBER = "\\d{1,9}";
    private static final int ID = 2;
    private static final int GROUP = 3;

    /**
     * The user of an image; root if it names none.
     *
     * @throws AwsException as Docker refuses a name that the image does not know
     */
    static ContainerUser of(Image image) {
        var parts = image.user().split(":", 2);
        var user = parts[0].isEmpty() ? "0" : parts[0];
        var known = entry(image, "etc/passwd", user);
        if (known.isEmpty() && !user.matches(NUMBER)) {
            throw refused("unable to find user " + user + ": no matching entries in passwd file");
        }
        var uid = known.map(one -> one[ID]).orElse(user);
        var group = parts.length > 1 ? parts[1] : known.map(one -> one[GROUP]).orElse("0");
        var gid = entry(image, "etc/group", group).map(one -> one[ID]);
        if (gid.isEmpty() && !group.matches(NUMBER)) {
            throw refused("unable to find group " + group + ": no matching entries in group file");
        }
        return new ContainerUser(Integer.parseInt(uid), Integer.parseInt(gid.orElse(group)));
    }

    /** The fields of the line with this name or number. */
    private static Optional<String[]> entry(Image image, String file, String wanted) {
        var path = image.root().resolve(file);
        try {
            return Files.isRegularFile(path) ? find(path, wanted) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static Optional<String[]> find(Path file, String wanted) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length > GROUP
                        && fields[ID].matches(NUMBER)
                        && (fields[0].equals(wanted) || fields[ID].equals(wanted)))
                .findFirst();
    }

    private static AwsException refused(String why) {
        return new AwsException("CannotStartContainerError", why + " of the image");
    }
}

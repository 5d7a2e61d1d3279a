package dev.holdfast.sandbox.cli;

import dev.holdfast.sandbox.cli.Projects.Image;
import dev.holdfast.sandbox.cli.Projects.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Pushes a project's images into the running cloud's registry. */
final class ImagePush {
    private final Workspace workspace;
    private final Terminal terminal;
    private final CloudProcess.Address cloud;

    ImagePush(Workspace workspace, Terminal terminal, CloudProcess.Address cloud) {
        this.workspace = workspace;
        this.terminal = terminal;
        this.cloud = cloud;
    }

    /**
     * Pushes them all.
     *
     * @return their digests by configuration key
     * @throws Failure naming every archive that is missing, or the one that is refused
     */
    Map<String, String> push(Project project) throws IOException, InterruptedException {
        var images = project.images();
        var digests = new LinkedHashMap<String, String>();
        if (images.isEmpty()) {
            return digests;
        }
        terminal.step("pushing images", () -> {
            refuseMissing(images);
            var client = new CloudClient(cloud.control());
            for (var image : images.entrySet()) {
                var archive = workspace.root().resolve(image.getValue().archive());
                digests.put(image.getValue().digest(), client.push(image.getKey(), archive));
            }
            return "images " + String.join(", ", images.keySet());
        });
        return digests;
    }

    private void refuseMissing(Map<String, Image> images) {
        var missing = images.values().stream()
                .map(image -> workspace.root().resolve(image.archive()))
                .filter(archive -> !Files.exists(archive))
                .map(archive -> "there is no image archive " + archive)
                .collect(Collectors.joining("\n"));
        if (!missing.isEmpty()) {
            throw new Failure(missing + "\nBuild it with ./mvnw package -DskipTests, and run this again.");
        }
    }
}

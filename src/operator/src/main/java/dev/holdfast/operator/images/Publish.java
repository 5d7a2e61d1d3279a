package dev.holdfast.operator.images;

import dev.holdfast.operator.Aws;
import dev.holdfast.operator.Holdfast;
import dev.holdfast.workload.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./holdfast publish}. */
@Command(
        name = "publish",
        description = {
            "Push the images of a commit to the organization's registry, once.",
            "",
            "Pushes what `./mvnw package -DskipTests -Dimage.base=<a JRE 17 image>@sha256:...` has built, as it is, so"
                    + " that its digest stays the same, and tags it with the commit. A tag never moves: what is there"
                    + " already is left alone, and another image under the same tag is refused. A run that broke off goes"
                    + " on with the next one.",
            "",
            "Runs as the role /holdfast/publish of the registry's account, or as an administrator of the management"
                    + " account."
        })
public final class Publish implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Holdfast holdfast;

    @Option(
            names = "--commit",
            paramLabel = "<commit>",
            description =
                    "What the images were built of: 40 hexadecimal digits. HEAD of this clone, if none is given and"
                            + " nothing is changed there.")
    private String commit;

    @Option(
            names = "--registry",
            paramLabel = "<host>",
            description =
                    "The organization's registry. HOLDFAST_REGISTRY, or else what the organization's stack says, if"
                            + " none is given.")
    private String registry;

    public Publish(Holdfast holdfast) {
        this.holdfast = holdfast;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var tag = new Commit(holdfast.root(), holdfast.environment()).tag(Optional.ofNullable(commit));
        refuseMissing();
        var host = EcrImages.registry(Optional.ofNullable(registry), holdfast);
        var screen = holdfast.screen();
        screen.line(screen.bold("Images of " + tag) + " in " + host.name());
        try (var own = Aws.ofThisProcess();
                var access = RegistryAccess.to(host, own)) {
            var login = access.login();
            var known = new EcrImages(access.aws(), host);
            for (var name : Images.names()) {
                screen.line("  " + name + " " + push(name, tag, known, login));
            }
        }
        return 0;
    }

    /** Brings one image there and says what that took. */
    private String push(String name, String tag, EcrImages known, Registry.Login login)
            throws IOException, InterruptedException {
        var file = Images.archive(holdfast.root(), name);
        try (var archive = new ImageArchive(file)) {
            refuseStale(name, archive);
            var repository = Images.repository(name);
            var there = known.digest(repository, tag);
            if (there.isPresent()) {
                refuseAnother(repository, tag, there.get(), archive.digest());
                return archive.digest() + " is there already";
            }
            var start = System.nanoTime();
            var pushed = new ImagePush(new Registry(login, repository, PAUSE)).push(archive, tag);
            var seconds = (System.nanoTime() - start) / 1e9;
            return archive.digest() + " pushed: " + pushed + String.format(Locale.ROOT, " in %.1f s", seconds);
        }
    }

    private void refuseMissing() {
        var missing = Images.names().stream()
                .map(name -> Images.archive(holdfast.root(), name))
                .filter(archive -> !Files.exists(archive))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("there is no image archive " + missing
                    + "; build them with ./mvnw package -DskipTests -Dimage.base=<a JRE 17 image>@sha256:...");
        }
    }

    /** The build writes both files, the digest last: where they differ, one of them is of another build. */
    private void refuseStale(String name, ImageArchive archive) throws IOException {
        var file = Images.digestFile(holdfast.root(), name);
        if (Files.exists(file) && !Files.readString(file).strip().equals(archive.digest())) {
            throw new IllegalArgumentException("the archive of " + name + " holds " + archive.digest() + ", but " + file
                    + " says " + Files.readString(file).strip() + ": build both anew with ./mvnw package -DskipTests");
        }
    }

    private static void refuseAnother(String repository, String tag, String there, String here) {
        if (!there.equals(here)) {
            throw new IllegalArgumentException(repository + ":" + tag + " is " + there + " in the registry, and " + here
                    + " here. A tag never moves, because what was tested under it is what goes to prod: deploy the image"
                    + " that is there, or commit what differs and publish that commit. The same commit makes the same"
                    + " image where it is built with the same base, Java and Maven.");
        }
    }
}

package dev.holdfast.operator.images;

import java.io.IOException;
import java.util.Locale;

/** Brings an image into a repository: its blobs that are not there yet, then its manifest under a tag. */
record ImagePush(Registry registry) {
    /**
     * What was sent.
     *
     * @param blobs how many of the image's
     * @param of how many it has
     * @param bytes their size together
     */
    record Pushed(int blobs, int of, long bytes) {
        @Override
        public String toString() {
            return blobs + " of " + of + " layers, " + String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
    }

    Pushed push(ImageArchive archive, String tag) throws IOException, InterruptedException {
        var blobs = 0;
        var bytes = 0L;
        for (var blob : archive.blobs()) {
            if (!registry.has(blob)) {
                registry.upload(archive, blob);
                blobs++;
                bytes += blob.size();
            }
        }
        registry.tag(archive, tag);
        return new Pushed(blobs, archive.blobs().size(), bytes);
    }
}

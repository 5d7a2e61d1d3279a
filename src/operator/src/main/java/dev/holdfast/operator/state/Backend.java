package dev.holdfast.operator.state;

/**
 * Where Pulumi keeps states.
 *
 * @param url as {@code pulumi login} takes it
 */
record Backend(String url) {
    private static final String BUCKET = "s3://";
    private static final String FOLDER = "file://";

    /** Whether it is the same place, whatever the settings that follow it. */
    boolean isSameAs(Backend other) {
        return place().equals(other.place());
    }

    /** Its place, as it is told to a person: the settings after it may hold a name of a profile or an endpoint. */
    String place() {
        var settings = url.indexOf('?');
        var place = settings < 0 ? url : url.substring(0, settings);
        return place.endsWith("/") && !place.endsWith("//") ? place.substring(0, place.length() - 1) : place;
    }

    /** The name of the bucket, if it is one. */
    String bucket() {
        return place().startsWith(BUCKET) ? place().substring(BUCKET.length()) : "";
    }

    /** The folder, if it is one. */
    String folder() {
        return place().startsWith(FOLDER)
                ? place().substring(FOLDER.length()).replaceFirst("^~", System.getProperty("user.home"))
                : "";
    }
}

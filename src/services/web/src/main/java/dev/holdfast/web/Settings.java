package dev.holdfast.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the service is told by its environment.
 *
 * @param port the port to listen on
 * @param apiUrl where the api answers inside the network, which no browser can reach
 * @param title the page's heading
 * @param text what stands under it; may be empty
 */
record Settings(int port, URI apiUrl, String environment, String release, String title, String text) {
    /**
     * Reads the environment.
     *
     * @throws InvalidSettings naming every variable that is missing or wrong
     */
    static Settings from(Map<String, String> environment) {
        var problems = new ArrayList<String>();
        var settings = new Settings(
                port(environment, problems),
                apiUrl(environment, problems),
                required(environment, "ENVIRONMENT", problems),
                required(environment, "RELEASE", problems),
                required(environment, "TITLE", problems),
                environment.getOrDefault("TEXT", "").strip());
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    private static String required(Map<String, String> environment, String name, List<String> problems) {
        var value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            problems.add(name + " is missing");
        }
        return value;
    }

    /** Port 0 is any free one. */
    private static int port(Map<String, String> environment, List<String> problems) {
        var value = environment.getOrDefault("PORT", "8080");
        if (value.matches("\\d{1,5}") && Integer.parseInt(value) < 65_536) {
            return Integer.parseInt(value);
        }
        problems.add("PORT is \"" + value + "\"; allowed is 0 to 65535");
        return 0;
    }

    private static URI apiUrl(Map<String, String> environment, List<String> problems) {
        var value = required(environment, "API_URL", problems);
        try {
            var url = URI.create(value);
            if (value.isEmpty() || isOrigin(url)) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        problems.add("API_URL is \"" + value + "\"; allowed is scheme, host and port, such as http://api:8080");
        return null;
    }

    private static boolean isOrigin(URI url) {
        return Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && Set.of("", "/").contains(url.getPath())
                && url.getQuery() == null
                && url.getFragment() == null;
    }
}

package dev.holdfast.operator.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.operator.github.GitHub.Unknown;
import java.io.IOException;
import java.util.Optional;

/** The one comment of a pull request, which is written anew in its place: found by its hidden first line, and its author. */
final class PullRequestComment {
    private static final String BOT = "[bot]";
    private static final int ATTEMPTS = 3;
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final GitHub gitHub;
    private final String repository;
    private final int number;
    private final String marker;

    /**
     * @param repository owner and name
     * @param number of the pull request
     * @param marker the comment's first line
     */
    PullRequestComment(GitHub gitHub, String repository, int number, String marker) {
        this.gitHub = gitHub;
        this.repository = repository;
        this.number = number;
        this.marker = marker;
    }

    /** What was done, and where it is to be seen. */
    record Posted(String what, String address) {}

    /**
     * Writes it.
     *
     * @param markdown begins with the marker
     * @throws GitHub.Refusal if GitHub says no
     */
    Posted post(String markdown) throws IOException, InterruptedException {
        var author = author();
        for (var attempt = 1; ; attempt++) {
            var present = find(author);
            if (present.isPresent()) {
                return update(present.get(), markdown);
            }
            try {
                var created = gitHub.once("POST", gitHub.address(comments()), body(markdown));
                return new Posted("created", created.body().path("html_url").asText());
            } catch (Unknown perhaps) {
                // It may be there all the same: the next round looks first, so that there are never two.
                if (attempt == ATTEMPTS) {
                    throw perhaps;
                }
            }
        }
    }

    private Posted update(JsonNode comment, String markdown) throws IOException, InterruptedException {
        var address = comment.path("html_url").asText();
        // What GitHub keeps has its own ends of lines, and none at the end.
        if (lines(comment.path("body").asText()).equals(lines(markdown))) {
            return new Posted("left as it is", address);
        }
        gitHub.ask(
                "PATCH",
                gitHub.address("/repos/" + repository + "/issues/comments/"
                        + comment.path("id").asLong()),
                body(markdown));
        return new Posted("updated", address);
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    /** The oldest one that we wrote: anybody can begin a comment with the marker. */
    private Optional<JsonNode> find(String author) throws IOException, InterruptedException {
        var page = Optional.of(gitHub.address(comments() + "?per_page=100"));
        while (page.isPresent()) {
            var answer = gitHub.ask("GET", page.get(), NOTHING);
            for (var comment : answer.body()) {
                var login = comment.path("user").path("login").asText();
                var ours = login.equals(author)
                        || login.equals(author + BOT)
                                && "Bot"
                                        .equals(comment.path("user")
                                                .path("type")
                                                .asText());
                if (ours && comment.path("body").asText().startsWith(marker)) {
                    return Optional.of(comment);
                }
            }
            page = answer.next();
        }
        return Optional.empty();
    }

    /**
     * Whom comments of this token are by. A run's token may not ask for its user, but what it sees as its viewer; where even
     * that is refused, it is the one of GitHub Actions.
     */
    private String author() throws IOException, InterruptedException {
        try {
            var query = JsonNodeFactory.instance.objectNode().put("query", "query { viewer { login } }");
            var login = gitHub.ask("POST", gitHub.queries(), query)
                    .body()
                    .path("data")
                    .path("viewer")
                    .path("login")
                    .asText();
            return login.isEmpty() ? "github-actions" + BOT : login;
        } catch (GitHub.Refusal refused) {
            if (refused.status() == 401) {
                throw refused;
            }
            return "github-actions" + BOT;
        }
    }

    private String comments() {
        return "/repos/" + repository + "/issues/" + number + "/comments";
    }

    private static JsonNode body(String markdown) {
        return JsonNodeFactory.instance.objectNode().put("body", markdown);
    }
}

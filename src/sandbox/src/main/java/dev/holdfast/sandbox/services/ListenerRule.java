package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** A rule of a listener: which requests it takes, and what becomes of them. */
final class ListenerRule implements Behaviour {
    static final String TYPE = "aws:lb/listenerRule:ListenerRule";

    private static final Set<String> CONDITIONS =
            Set.of("pathPattern", "hostHeader", "httpRequestMethod", "httpHeader");

    @Override
    public Map<String, Object> create(Resource rule, Report report) {
        for (var condition : rule.objects("conditions")) {
            if (!CONDITIONS.containsAll(condition.keySet())) {
                throw new AwsException(
                        "ValidationError",
                        "listener rule condition " + condition.keySet() + ": this sandbox knows " + CONDITIONS);
            }
        }
        ListenerAction.check(rule.objects("actions"));
        return Map.of();
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return create(after, report);
    }

    @Override
    public void delete(Resource rule, Report report) {
        // The listener asks for its rules at each request.
    }

    /** Whether all conditions of the rule hold; each holds if one of its values does. */
    static boolean takes(Resource rule, Request request) {
        return rule.objects("conditions").stream()
                .flatMap(condition -> condition.entrySet().stream())
                .allMatch(condition -> holds(condition.getKey(), (Map<?, ?>) condition.getValue(), request));
    }

    private static boolean holds(String condition, Map<?, ?> fields, Request request) {
        var values =
                ((List<?>) fields.get("values")).stream().map(String::valueOf).toList();
        return switch (condition) {
            case "pathPattern" ->
                values.stream()
                        .anyMatch(value -> wildcard(value, 0)
                                .matcher(request.getHttpURI().getPath())
                                .matches());
            case "hostHeader" -> values.stream().anyMatch(value -> insensitive(value, Request.getServerName(request)));
            case "httpRequestMethod" -> values.contains(request.getMethod());
            case "httpHeader" -> {
                var found = request.getHeaders().get(String.valueOf(fields.get("httpHeaderName")));
                yield found != null && values.stream().anyMatch(value -> insensitive(value, found));
            }
            default -> false;
        };
    }

    private static boolean insensitive(String pattern, String value) {
        return wildcard(pattern, Pattern.CASE_INSENSITIVE).matcher(value).matches();
    }

    /** {@code *} stands for any characters and {@code ?} for exactly one. */
    private static Pattern wildcard(String pattern, int flags) {
        var expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, flags);
    }
}

package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.AwsException;
import dev.holdfast.sandbox.cloud.Resource;
import dev.holdfast.sandbox.cloud.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What a listener does with a request: the last of the actions of a rule, as it is declared. */
record ListenerAction(String type, Map<String, Object> fields) {
    private static final Set<String> TYPES = Set.of("forward", "redirect", "fixed-response");

    /** Refuses what this sandbox does not know. */
    static void check(List<Map<String, Object>> actions) {
        for (var action : actions) {
            var type = String.valueOf(action.get("type"));
            if (!TYPES.contains(type)) {
                throw new AwsException(
                        "ValidationError", "listener action '" + type + "': this sandbox knows " + TYPES);
            }
        }
    }

    /** The action for a request to this listener. */
    static ListenerAction of(Resources resources, Resource listener, Request request) {
        return resources.all(ListenerRule.TYPE).stream()
                .filter(one -> one.text("listenerArn").equals(listener.arn()))
                .sorted((one, two) -> Integer.compare(one.number("priority", 0), two.number("priority", 0)))
                .filter(one -> ListenerRule.takes(one, request))
                .findFirst()
                .map(rule -> of(rule.objects("actions")))
                .orElseGet(() -> of(listener.objects("defaultActions")));
    }

    private static ListenerAction of(List<Map<String, Object>> actions) {
        var last = actions.get(actions.size() - 1);
        return new ListenerAction(String.valueOf(last.get("type")), last);
    }

    /** The target group that a forward chooses, by weight. */
    String targetGroup() {
        var weights = weights();
        var at = ThreadLocalRandom.current()
                .nextInt(Math.max(
                        1, weights.values().stream().mapToInt(Integer::intValue).sum()));
        for (var group : weights.entrySet()) {
            at -= group.getValue();
            if (at < 0) {
                return group.getKey();
            }
        }
        return weights.keySet().iterator().next();
    }

    /**
     * Answers a request that goes to no target.
     *
     * @param ports where this machine has the ports of the load balancer
     */
    void answer(Request request, Response response, Callback callback, UnaryOperator<String> ports) {
        if (type.equals("redirect")) {
            var redirect = block("redirect");
            var uri = request.getHttpURI();
            var location = text(redirect, "protocol", "#{protocol}").toLowerCase(Locale.ROOT) + "://"
                    + text(redirect, "host", "#{host}") + ":"
                    + ports.apply(text(redirect, "port", "#{port}")) + text(redirect, "path", "/#{path}")
                    + (uri.getQuery() == null && !redirect.containsKey("query")
                            ? ""
                            : "?" + text(redirect, "query", "#{query}"));
            response.setStatus(text(redirect, "statusCode", "HTTP_302").endsWith("301") ? 301 : 302);
            response.getHeaders()
                    .put(
                            HttpHeader.LOCATION,
                            location.replace("#{protocol}", uri.getScheme())
                                    .replace("#{host}", Request.getServerName(request))
                                    .replace("#{port}", String.valueOf(Request.getServerPort(request)))
                                    .replace("#{path}", uri.getPath().substring(1))
                                    .replace("#{query}", uri.getQuery() == null ? "" : uri.getQuery()));
            response.write(true, null, callback);
        } else {
            var fixed = block("fixedResponse");
            response.setStatus(Integer.parseInt(text(fixed, "statusCode", "200")));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, text(fixed, "contentType", "text/plain"));
            Content.Sink.write(response, true, text(fixed, "messageBody", ""), callback);
        }
    }

    private Map<String, Integer> weights() {
        var weights = new LinkedHashMap<String, Integer>();
        if (type.equals("forward")) {
            var groups = block("forward").get("targetGroups");
            for (var group : groups instanceof List<?> list ? list : List.of()) {
                var weighted = (Map<?, ?>) group;
                var weight = weighted.get("weight") instanceof Number number ? number.intValue() : 1;
                weights.put(String.valueOf(weighted.get("arn")), weight);
            }
            if (weights.isEmpty()) {
                weights.put(String.valueOf(fields.get("targetGroupArn")), 1);
            }
        }
        return weights;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> block(String name) {
        return fields.get(name) instanceof Map<?, ?> block ? (Map<String, Object>) block : Map.of();
    }

    private static String text(Map<String, Object> block, String field, String byDefault) {
        var value = block.get(field);
        return value == null ? byDefault : value.toString();
    }
}

package dev.holdfast.sandbox.cloud;

import dev.holdfast.sandbox.network.VpcReachability;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cloud says of itself, for {@code ./sandbox status}. */
record Status(Resources resources, Organizations organizations, Map<String, Behaviour> behaviours, Events events) {

    /** How many events are enough to see what happened lately. */
    private static final int EVENTS = 10;

    /** Accounts, resources with their state, the types that are only remembered, the addresses that answer, and the last events. */
    Map<String, Object> now() {
        var all = resources.all().stream()
                .filter(resource -> !resource.type().startsWith(Circumstances.OWN))
                .sorted(Comparator.comparing(Resource::account)
                        .thenComparing(Resource::type)
                        .thenComparing(Resource::id))
                .toList();
        var status = new LinkedHashMap<String, Object>();
        status.put(
                "accounts", organizations.accounts().stream().map(this::account).toList());
        status.put("resources", all.stream().map(this::resource).toList());
        status.put(
                "withoutBehaviour",
                all.stream()
                        .map(Resource::type)
                        .filter(type -> !behaviours.containsKey(type) && !VpcReachability.TYPES.contains(type))
                        .distinct()
                        .sorted()
                        .toList());
        status.put(
                "urls",
                all.stream()
                        .filter(resource -> resource.type().equals("aws:lb/listener:Listener"))
                        .filter(Status::answers)
                        .map(this::state)
                        .filter(state -> state.startsWith("http"))
                        .toList());
        status.put("events", events.last(EVENTS));
        return status;
    }

    /** Whether a listener does more than to lead to another one. */
    private static boolean answers(Resource listener) {
        return listener.objects("defaultActions").stream().noneMatch(action -> "redirect".equals(action.get("type")));
    }

    private Map<String, Object> account(Resource account) {
        return Map.of(
                "id", account.id(),
                "name", account.text("name").orElse(""),
                "email", account.text("email").orElse(""),
                "ou", organizations.unit(account),
                "status", account.text("status").orElse(""));
    }

    private Map<String, Object> resource(Resource resource) {
        return Map.of(
                "type", resource.type(),
                "account", resource.account(),
                "region", resource.region(),
                "id", resource.id(),
                "name", name(resource),
                "state", state(resource),
                "details", details(resource),
                "problem", problem(resource),
                "stack", resource.text("_urn").map(Status::stack).orElse(""));
    }

    private static String name(Resource resource) {
        return List.of("name", "identifier", "family", "functionName").stream()
                .flatMap(property -> resource.text(property).stream())
                .findFirst()
                .or(() -> resource.outputs().get("tags") instanceof Map<?, ?> tags && tags.get("Name") != null
                        ? java.util.Optional.of(tags.get("Name").toString())
                        : java.util.Optional.empty())
                .orElse(resource.id());
    }

    /** {@code dev} of {@code urn:pulumi:dev::holdfast::...}. */
    private static String stack(String urn) {
        return urn.split("::")[0].replace("urn:pulumi:", "");
    }

    private String problem(Resource resource) {
        var behaviour = behaviours.get(resource.type());
        return behaviour == null ? "" : behaviour.problem(resource).orElse("");
    }

    private List<String> details(Resource resource) {
        var behaviour = behaviours.get(resource.type());
        return behaviour == null ? List.of() : behaviour.details(resource);
    }

    private String state(Resource resource) {
        var behaviour = behaviours.get(resource.type());
        return behaviour == null ? "" : behaviour.describe(resource);
    }
}

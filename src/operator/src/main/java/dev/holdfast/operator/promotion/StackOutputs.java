package dev.holdfast.operator.promotion;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the last successful update of an environment said in its outputs. */
record StackOutputs(JsonNode outputs) {
    private static final String DIGEST = "Digest";

    /**
     * A deployment that was found to work.
     *
     * @param commit of the repository
     * @param digests the images, by their names
     * @param at when it was deployed
     */
    record Green(String commit, Map<String, String> digests, String at) {
        Green {
            digests = Map.copyOf(digests);
        }
    }

    /** Where it answers; a domain that is not delegated yet has no such output. */
    Optional<String> url() {
        return text("url");
    }

    /** The ARN of the organization's backup vault, where the copies of all accounts' backups are. */
    Optional<String> backupVault() {
        return text("backupVault");
    }

    /** The commit that is deployed. */
    Optional<String> commit() {
        return Optional.ofNullable(deployment().get("commit"));
    }

    /** The record of the deployment, by its fields. */
    Map<String, String> deployment() {
        return texts(outputs.path("deployment"));
    }

    /** The keys of the configuration that it was deployed with: an update with them deploys the same again. */
    Map<String, String> configuration() {
        var values = new TreeMap<String, String>();
        deployment().forEach((field, value) -> values.put("holdfast:" + field, value));
        return values;
    }

    /** The digests of the images that are deployed, by the images' names. */
    Map<String, String> digests() {
        var digests = new TreeMap<String, String>();
        deployment().forEach((field, value) -> {
            if (field.endsWith(DIGEST)) {
                digests.put(field.substring(0, field.length() - DIGEST.length()), value);
            }
        });
        return digests;
    }

    /** What a service says that it is: the release, or the beginning of its image's digest. */
    Optional<String> release(String service) {
        return Optional.ofNullable(deployment().get("release"))
                .or(() -> Optional.ofNullable(digests().get(service)).map(digest -> digest.substring(7, 19)));
    }

    /** The task definition that each service runs. */
    Map<String, String> taskDefinitions() {
        var running = new TreeMap<String, String>();
        outputs.path("services")
                .properties()
                .forEach(service -> running.put(
                        service.getKey(),
                        service.getValue().path("taskDefinition").asText()));
        return running;
    }

    /** Those that were found to work, newest first. */
    List<Green> green() {
        var all = new ArrayList<Green>();
        outputs.path("green")
                .forEach(one -> all.add(new Green(
                        one.path("commit").asText(),
                        texts(one.path("digests")),
                        one.path("at").asText())));
        return all;
    }

    /** Until when a review environment is wanted. */
    Optional<LocalDate> expires() {
        return text("expires").map(LocalDate::parse);
    }

    private Optional<String> text(String name) {
        return Optional.of(outputs.path(name).asText("")).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}

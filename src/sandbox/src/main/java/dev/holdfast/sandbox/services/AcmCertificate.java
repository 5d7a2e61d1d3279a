package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Behaviour;
import dev.holdfast.sandbox.cloud.Report;
import dev.holdfast.sandbox.cloud.Resource;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A certificate that ACM issues once the records are there that prove whose domain it is. */
final class AcmCertificate implements Behaviour {
    static final String TYPE = "aws:acm/certificate:Certificate";
    static final String OPTIONS = "domainValidationOptions";

    private static final String ISSUED = "ISSUED";

    @Override
    public Map<String, Object> create(Resource certificate, Report report) {
        return Map.of(
                OPTIONS,
                names(certificate).stream()
                        .map(name -> option(certificate, name))
                        .toList());
    }

    @Override
    public Map<String, Object> update(Resource before, Resource after, Report report) {
        return Map.of();
    }

    @Override
    public void delete(Resource certificate, Report report) {
        // Listeners that use it are in the way, and the catalogue knows them.
    }

    @Override
    public String describe(Resource certificate) {
        return certificate.text("domainName").orElse("") + " "
                + certificate.text("status").orElse("");
    }

    /** The same certificate after its validation. */
    static Resource issued(Resource certificate) {
        return certificate.with(Map.of("status", ISSUED, "renewalEligibility", "ELIGIBLE"));
    }

    static boolean isIssued(Resource certificate) {
        return certificate.text("status").filter(ISSUED::equals).isPresent();
    }

    /** The names that it is for. */
    static List<String> names(Resource certificate) {
        var names = new LinkedHashSet<String>();
        certificate.text("domainName").ifPresent(names::add);
        names.addAll(certificate.texts("subjectAlternativeNames"));
        return List.copyOf(names);
    }

    /** One record proves a domain and what is below it; for the same account and domain it is always the same one. */
    private static Map<String, Object> option(Resource certificate, String name) {
        var domain = name.replaceFirst("^\\*\\.", "");
        return Map.of(
                "domainName",
                name,
                "resourceRecordName",
                "_" + token(certificate.account() + domain) + "." + domain + ".",
                "resourceRecordType",
                "CNAME",
                "resourceRecordValue",
                "_" + token(domain + certificate.account()) + ".acm-validations.aws.");
    }

    private static String token(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}

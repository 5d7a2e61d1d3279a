package dev.holdfast.sandbox.services;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Lets an image trust this cloud's databases: Amazon's authority for RDS does not sign for a machine that is not
 * Amazon's. So wherever an unpacked image holds a PEM file with certificates of "Amazon RDS", the sandbox's own
 * authority is appended. The archive, and so the digest, stay as they are: the same image on AWS trusts Amazon only.
 */
final class RdsTrust {
    private static final String SUBJECT = "Amazon RDS";

    private RdsTrust() {}

    /** Done at every start, because a {@code reset} makes a new authority. */
    static synchronized void give(Path root, Path authority) throws IOException {
        if (!Files.exists(authority)) {
            return;
        }
        var own = Files.readString(authority);
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".pem")).toList()) {
                var bundle = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (!bundle.contains(own) && isForRds(bundle)) {
                    Files.writeString(file, "\n" + own, StandardOpenOption.APPEND);
                }
            }
        }
    }

    private static boolean isForRds(String bundle) {
        try (var in = new ByteArrayInputStream(bundle.getBytes(StandardCharsets.ISO_8859_1))) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .anyMatch(one -> one instanceof X509Certificate certificate
                            && certificate.getSubjectX500Principal().getName().contains(SUBJECT));
        } catch (CertificateException | IOException e) {
            return false; // a private key, or no PEM at all: nothing that an RDS client would trust by
        }
    }
}

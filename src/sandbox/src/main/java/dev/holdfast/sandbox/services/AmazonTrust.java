package dev.holdfast.sandbox.services;

import dev.holdfast.sandbox.cloud.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Lets tasks trust this cloud's caches. AWS's own services show certificates that every machine trusts; the sandbox's
 * authority no machine knows. So the Java that the sandbox runs images with gets a file of trusted authorities that holds
 * its own and the sandbox's. It is read with the images unchanged.
 */
final class AmazonTrust {
    private AmazonTrust() {}

    /** Writes the file, which every user may read. */
    static Path write(Site site, Path file) throws IOException {
        var authority = CertificateAuthority.ofAmazon(site).bundle();
        try (var certificate = Files.newInputStream(authority);
                var out = Files.newOutputStream(file)) {
            // Of this type, a file can be read without a password.
            var store = KeyStore.getInstance("JKS");
            store.load(null, null);
            for (var one : ofThisMachine()) {
                store.setCertificateEntry(one.getSubjectX500Principal() + " " + one.getSerialNumber(), one);
            }
            store.setCertificateEntry(
                    "sandbox", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
            store.store(out, "changeit".toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write " + file, e);
        }
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static X509Certificate[] ofThisMachine() throws GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        return Arrays.stream(trust.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(one -> ((X509TrustManager) one).getAcceptedIssuers())
                .findFirst()
                .orElseThrow();
    }
}

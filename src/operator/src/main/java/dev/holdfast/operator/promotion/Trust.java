package dev.holdfast.operator.promotion;

import dev.holdfast.operator.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose signatures are trusted: this Java's authorities, or those of a file alone. */
final class Trust {
    private Trust() {}

    /**
     * Trusts the authorities of a file in PEM, and no other.
     *
     * @throws Refused if there is none in it
     */
    static SSLContext of(Path file) {
        try (var pem = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new Refused("there is no certificate in PEM in " + file + " (" + e.getMessage()
                    + "); name the file with the authority's one by --cacert or HOLDFAST_CACERT");
        }
    }
}

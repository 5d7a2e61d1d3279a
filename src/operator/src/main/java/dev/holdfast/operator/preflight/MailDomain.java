package dev.holdfast.operator.preflight;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/**
 * Whether a domain takes mail, as DNS says: whoever reads the mail of an account's address can set its root user's
 * password, and nobody else can.
 */
final class MailDomain {
    private static final String SUBJECT = "Mail domain";
    /** RFC 2606: nobody's. */
    private static final List<String> EXAMPLES = List.of("example.com", "example.org", "example.net");

    private final String server;

    /** @param server such as {@code dns:}, which is what the machine is set up with, or {@code dns://127.0.0.1:53} */
    MailDomain(String server) {
        this.server = server;
    }

    Finding ask(String domain) {
        if (EXAMPLES.contains(domain) || domain.endsWith(".example") || domain.endsWith(".invalid")) {
            return Finding.blocks(
                    SUBJECT,
                    domain + " is nobody's; whoever reads the mail of an account's address owns that account",
                    "pulumi -C src/organization config set --stack management holdfast-organization:email "
                            + "'aws+{account}@<your domain>'");
        }
        try {
            var exchanges = exchanges(domain);
            if (exchanges.isEmpty()) {
                return Finding.advice(
                        SUBJECT,
                        domain + " has no MX record",
                        "send a mail to one of the addresses and see that it arrives, before an account depends on it");
            }
            return exchanges.equals(List.of("0 ."))
                    ? Finding.blocks(SUBJECT, domain + " says that it takes no mail (MX 0 .)", "choose another domain")
                    : Finding.fine(SUBJECT, domain + " takes mail at " + last(exchanges.get(0)));
        } catch (NameNotFoundException none) {
            return Finding.blocks(SUBJECT, domain + " does not exist", "register it, or choose another template");
        } catch (CommunicationException silent) {
            return Finding.unknown(SUBJECT, "DNS does not answer here, so " + domain + " was not looked up", "");
        } catch (NamingException failed) {
            return Finding.unknown(
                    SUBJECT, "DNS could not be asked for " + domain + ": " + failed.getMessage(), "dig MX " + domain);
        }
    }

    private List<String> exchanges(String domain) throws NamingException {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, server);
        settings.put("com.sun.jndi.dns.timeout.initial", "1500");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        var directory = new InitialDirContext(settings);
        try {
            var records = directory.getAttributes(domain, new String[] {"MX"}).get("MX");
            var exchanges = new ArrayList<String>();
            if (records != null) {
                for (var all = records.getAll(); all.hasMore(); ) {
                    exchanges.add(String.valueOf(all.next()));
                }
            }
            exchanges.sort(null);
            return exchanges;
        } finally {
            directory.close();
        }
    }

    /** Of {@code 10 mail.example.com.}, the name. */
    private static String last(String record) {
        return record.substring(record.lastIndexOf(' ') + 1).replaceFirst("\\.$", "");
    }
}

package dev.holdfast.organization.people;

import dev.holdfast.conventions.Configuration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom AWS writes to about an account, besides the address of its root user.
 *
 * @param byKind one contact of each kind
 */
public record Contacts(Map<Kind, Contact> byKind) {
    /** What AWS writes about. */
    public enum Kind {
        /** Abuse, exposed keys, security notices. */
        SECURITY,
        /** Invoices and payments. */
        BILLING,
        /** Outages and maintenance. */
        OPERATIONS
    }

    /** Somebody, as AWS's PutAlternateContact wants it. */
    public record Contact(String name, String title, String email, String phone) {}

    // The patterns and lengths of PutAlternateContact.
    private static final Pattern EMAIL = Pattern.compile("[\\w+=.#!&-]{1,64}@[\\w.-]+\\.\\w+");
    private static final Pattern PHONE = Pattern.compile("[\\s0-9()+-]{1,25}");
    private static final Pattern NAME = Pattern.compile(".{1,64}");
    private static final Pattern TITLE = Pattern.compile(".{1,50}");

    public Contacts {
        byKind = Map.copyOf(byKind);
    }

    /**
     * The contacts of the configuration, all three or none:
     *
     * <pre>{@code
     * holdfast-organization:contacts:
     *   security: {name: Ada Lovelace, title: CISO, email: security@example.com, phone: "+49 30 123456"}
     *   billing: {...}
     *   operations: {...}
     * }</pre>
     */
    public static Optional<Contacts> read(Configuration keys) {
        var sections = keys.sections("contacts");
        if (sections.isEmpty()) {
            return Optional.empty();
        }
        var contacts = new EnumMap<Kind, Contact>(Kind.class);
        for (var kind : Kind.values()) {
            var section = sections.remove(spelled(kind));
            if (section == null) {
                keys.problem("contacts", "names no " + spelled(kind) + "; it needs security, billing and operations");
            } else {
                contacts.put(kind, contact(section));
            }
        }
        sections.keySet()
                .forEach(name ->
                        keys.problem("contacts", "names '" + name + "', allowed are security, billing and operations"));
        return Optional.of(new Contacts(contacts));
    }

    private static Contact contact(Configuration section) {
        return new Contact(
                required(section, "name", NAME, "a name of at most 64 characters"),
                required(section, "title", TITLE, "what the person is, in at most 50 characters"),
                required(section, "email", EMAIL, "an e-mail address such as security@example.com"),
                required(section, "phone", PHONE, "digits, spaces, + - ( ), at most 25, such as \"+49 30 123456\""));
    }

    private static String required(Configuration section, String key, Pattern pattern, String allowed) {
        return section.matching(key, pattern, allowed).orElseGet(() -> {
            section.problem(key, "is not set, allowed is " + allowed);
            return "";
        });
    }

    private static String spelled(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}

package dev.holdfast.sandbox.cli;

import java.util.Locale;

/** What an operation of the engine does to a resource. */
enum Change {
    CREATE("+", "created", "to create"),
    IMPORT("=", "imported", "to import"),
    UPDATE("~", "updated", "to update"),
    REPLACE("+-", "replaced", "to replace"),
    DELETE("-", "deleted", "to delete"),
    NONE("", "unchanged", "unchanged");

    private final String sign;
    private final String done;
    private final String planned;

    Change(String sign, String done, String planned) {
        this.sign = sign;
        this.done = done;
        this.planned = planned;
    }

    /** The change behind one of the engine's operations; a replacement consists of several. */
    static Change of(String operation) {
        return switch (operation) {
            case "create" -> CREATE;
            case "import" -> IMPORT;
            case "update" -> UPDATE;
            case "replace", "create-replacement", "delete-replaced", "import-replacement", "discard-replaced" ->
                REPLACE;
            case "delete" -> DELETE;
            default -> NONE;
        };
    }

    /** As Pulumi writes it before a resource. */
    String sign() {
        return sign;
    }

    /** How it is told once it has happened, or of a preview. */
    String told(boolean preview) {
        return preview ? planned : done;
    }

    /** For example {@code updating}. */
    String underWay() {
        var verb = name().toLowerCase(Locale.ROOT);
        return this == NONE ? "reading" : (verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb) + "ing";
    }
}

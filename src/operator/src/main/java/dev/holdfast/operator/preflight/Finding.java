package dev.holdfast.operator.preflight;

/**
 * One line of the checklist.
 *
 * @param verdict what it means
 * @param subject what was looked at, in a few words
 * @param text what is the case, with the values
 * @param next what a person does about it, often a command; empty where nothing is to be done
 */
record Finding(Verdict verdict, String subject, String text, String next) {
    static Finding fine(String subject, String text) {
        return new Finding(Verdict.FINE, subject, text, "");
    }

    static Finding advice(String subject, String text, String next) {
        return new Finding(Verdict.ADVICE, subject, text, next);
    }

    static Finding unknown(String subject, String text, String next) {
        return new Finding(Verdict.UNKNOWN, subject, text, next);
    }

    static Finding byHand(String subject, String text) {
        return new Finding(Verdict.BY_HAND, subject, text, "");
    }

    static Finding blocks(String subject, String text, String next) {
        return new Finding(Verdict.BLOCKS, subject, text, next);
    }
}

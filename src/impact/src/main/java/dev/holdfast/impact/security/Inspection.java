package dev.holdfast.impact.security;

import dev.holdfast.impact.SecurityChange;
import java.util.List;

/** Looks for one kind of change that matters to security. */
interface Inspection {
    /** What it finds; nothing in resources that do not concern it. */
    List<SecurityChange> inspect(Compared resource, Referents referents);
}

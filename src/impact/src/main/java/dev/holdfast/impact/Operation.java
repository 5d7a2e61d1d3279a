package dev.holdfast.impact;

/** What an update does to a resource. */
public enum Operation {
    CREATE,
    UPDATE,
    /** It is deleted, and another one is created in its place, in whichever order. */
    REPLACE,
    DELETE,
    /** Pulumi takes over what is there already. */
    IMPORT,
    /** It leaves the state, and stays where it is: {@code retainOnDelete}. */
    FORGET
}

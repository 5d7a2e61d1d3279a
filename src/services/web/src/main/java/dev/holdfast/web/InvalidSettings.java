package dev.holdfast.web;

import java.util.List;

/** The environment of the process is not right; the message names every variable that is missing or wrong. */
public final class InvalidSettings extends RuntimeException {
    InvalidSettings(List<String> problems) {
        super("The environment is not right; correct it in the task definition:\n- " + String.join("\n- ", problems));
    }
}

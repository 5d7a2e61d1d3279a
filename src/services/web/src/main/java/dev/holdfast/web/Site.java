package dev.holdfast.web;

/**
 * What every page shows.
 *
 * @param style address of the style sheet
 * @param script address of the script
 */
public record Site(String environment, String release, String title, String text, String style, String script) {
    /** The name of the browser's tab: only the product itself stands there without its environment. */
    public String tab() {
        return environment.equals("prod") ? title : "[" + environment + "] " + title;
    }
}

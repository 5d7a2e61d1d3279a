package dev.holdfast.organization;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The e-mail addresses of the accounts, as one address with a place for the account's name: {@code
 * aws+{account}@example.com}. AWS wants another address for every account, ignoring case; with a plus-address one
 * mailbox receives them all.
 *
 * @param text the address, with the placeholder
 */
public record EmailTemplate(String text) {
    static final String PLACEHOLDER = "{account}";
    static final String EXAMPLE = "aws+" + PLACEHOLDER + "@example.com";

    /** Printable ASCII, not beginning with a dot. */
    private static final Pattern LOCAL_PART = Pattern.compile("(?!\\.)[!-~&&[^\"'()<>\\[\\]:;,\\\\|%&]]+");

    private static final Pattern DOMAIN =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    /** The address of an account. */
    public String address(String account) {
        return text.replace(PLACEHOLDER, account);
    }

    /** The domain of the addresses, in lower case. */
    public String domain() {
        return text.substring(text.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** What is wrong with the addresses that it makes for these accounts; empty if AWS would accept them all. */
    List<String> problems(Collection<String> accounts) {
        var problems = new ArrayList<String>();
        int placeholders = text.split(Pattern.quote(PLACEHOLDER), -1).length - 1;
        if (placeholders > 1) {
            problems.add("is '" + text + "', which contains " + PLACEHOLDER + " " + placeholders
                    + " times; allowed is once, as in " + EXAMPLE);
        }
        shared(accounts)
                .ifPresent(names -> problems.add("is '" + text + "', which gives the accounts " + names
                        + " one address; AWS allows each address once, ignoring case, so it must contain " + PLACEHOLDER
                        + ", as in " + EXAMPLE));
        // The addresses differ in the account's name only, so one of them tells what is wrong with all.
        var firstToBreak = new LinkedHashMap<String, String>();
        for (var account : accounts) {
            for (var rule : broken(address(account))) {
                firstToBreak.putIfAbsent(rule, address(account));
            }
        }
        firstToBreak.forEach((rule, address) ->
                problems.add("is '" + text + "', which makes '" + address + "'; AWS allows " + rule));
        return problems;
    }

    /** The first accounts that would have the same address. */
    private Optional<String> shared(Collection<String> accounts) {
        return accounts.stream()
                .collect(Collectors.groupingBy(
                        account -> address(account).toLowerCase(Locale.ROOT), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(names -> names.size() > 1)
                .map(names -> String.join(", ", names))
                .findFirst();
    }

    /** The rules of AWS's CreateAccount that an address breaks. */
    static List<String> broken(String address) {
        var broken = new ArrayList<String>();
        if (address.length() < 6 || address.length() > 64) {
            broken.add("6 to 64 characters");
        }
        var parts = address.split("@", -1);
        if (parts.length != 2) {
            broken.add("exactly one @");
            return broken;
        }
        if (!LOCAL_PART.matcher(parts[0]).matches()) {
            broken.add("before the @ only ASCII characters, no white space, none of \" ' ( ) < > [ ] : ; , \\ | % &"
                    + " and no dot at the beginning");
        }
        if (!DOMAIN.matcher(parts[1]).matches()) {
            broken.add("after the @ only a domain such as example.com: letters, digits, hyphens and at least one dot");
        }
        return broken;
    }
}

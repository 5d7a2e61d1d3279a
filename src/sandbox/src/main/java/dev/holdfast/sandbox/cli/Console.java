package dev.holdfast.sandbox.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "console",
        description = {
            "Do what a person does in AWS's console.",
            "",
            "An account is meant by its id or, in the organization, by its name. What AWS would refuse, this refuses."
                    + " Pulumi finds it at the next ./sandbox up of the organization's own stack; on the way to another"
                    + " one, an organization that was not changed in the repository is left alone."
        })
final class Console implements Runnable {
    private final Sandbox sandbox;

    @Spec
    private CommandSpec spec;

    Console(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public void run() {
        spec.commandLine().usage(sandbox.terminal().out());
    }

    @Command(name = "create-organization", description = "Create the organization by hand; prints its id.")
    int createOrganization() throws IOException, InterruptedException {
        return act("create-organization");
    }

    @Command(name = "create-account", description = "Create an account in the organization by hand; prints its id.")
    int createAccount(
            @Parameters(paramLabel = "<name>", description = "Its name in AWS.") String name,
            @Parameters(paramLabel = "<email>", description = "An address that no account has.") String email)
            throws IOException, InterruptedException {
        return act("create-account", name, email);
    }

    @Command(name = "sign-up", description = "Sign up for an account outside the organization; prints its id.")
    int signUp(
            @Parameters(paramLabel = "<name>", description = "Its name in AWS.") String name,
            @Parameters(paramLabel = "<email>", description = "An address that no account has.") String email)
            throws IOException, InterruptedException {
        return act("sign-up", name, email);
    }

    @Command(name = "invite", description = "Invite an account into the organization.")
    int invite(@Parameters(paramLabel = "<id>", description = "Its 12 digits.") String id)
            throws IOException, InterruptedException {
        return act("invite", id);
    }

    @Command(name = "accept", description = "Accept the invitation, in the invited account.")
    int accept(@Parameters(paramLabel = "<id>", description = "Its 12 digits.") String id)
            throws IOException, InterruptedException {
        return act("accept", id);
    }

    @Command(
            name = "create-access-role",
            description = "Create OrganizationAccountAccessRole in an account that was invited.")
    int createAccessRole(@Parameters(paramLabel = "<id>", description = "Its 12 digits.") String id)
            throws IOException, InterruptedException {
        return act("create-access-role", id);
    }

    @Command(name = "rename-account", description = "Give an account another name.")
    int renameAccount(
            @Parameters(paramLabel = "<account>", description = "Its name or id.") String account,
            @Parameters(paramLabel = "<name>", description = "Its new name.") String name)
            throws IOException, InterruptedException {
        return act("rename-account", account, name);
    }

    @Command(name = "close-account", description = "Close an account by hand, past Pulumi.")
    int closeAccount(@Parameters(paramLabel = "<account>", description = "Its name or id.") String account)
            throws IOException, InterruptedException {
        return act("close-account", account);
    }

    @Command(name = "reopen-account", description = "Open a closed account again, as AWS Support does for 90 days.")
    int reopenAccount(@Parameters(paramLabel = "<account>", description = "Its name or id.") String account)
            throws IOException, InterruptedException {
        return act("reopen-account", account);
    }

    @Command(
            name = "quota",
            description = "Have a quota changed: accounts (10 at first), or closures within 30 days (250 at first).")
    int quota(
            @Parameters(paramLabel = "<quota>", description = "accounts or closures.") String quota,
            @Parameters(paramLabel = "<number>", description = "How many from now on.") int number)
            throws IOException, InterruptedException {
        return act("quota", quota, Integer.toString(number));
    }

    @Command(
            name = "lag",
            description = {
                "Let AWS fall behind with the accounts that it creates from now on, or catch up.",
                "",
                "  activation  they are not finished: PENDING_ACTIVATION",
                "  role        they are, but the role in them cannot be assumed yet",
                "  none        AWS catches up, with all of them"
            })
    int lag(@Parameters(paramLabel = "<what>", description = "activation, role or none.") String what)
            throws IOException, InterruptedException {
        return act("lag", what);
    }

    @Command(name = "days-later", description = "Let days pass: AWS forgets a closed account after 90.")
    int daysLater(@Parameters(paramLabel = "<days>", description = "How many.") int days)
            throws IOException, InterruptedException {
        return act("days-later", Integer.toString(days));
    }

    @Command(
            name = "identity-center",
            description = "Enable IAM Identity Center for the organization, in the region of sandbox.yaml.")
    int identityCenter() throws IOException, InterruptedException {
        return act("identity-center", sandbox.projects().region());
    }

    @Command(name = "create-db-snapshot", description = "Take a snapshot of a database.")
    int createDbSnapshot(
            @Parameters(paramLabel = "<database>", description = "Its identifier, which status shows.") String database,
            @Parameters(paramLabel = "<snapshot>", description = "A name that no snapshot has.") String snapshot)
            throws IOException, InterruptedException {
        return act("create-db-snapshot", database, snapshot);
    }

    @Command(
            name = "delete-db-instance",
            description = "Delete a database by hand, past Pulumi; its data stay in a final snapshot.")
    int deleteDbInstance(
            @Parameters(paramLabel = "<database>", description = "Its identifier, which status shows.") String database,
            @Parameters(paramLabel = "<snapshot>", description = "A name that no snapshot has.") String snapshot)
            throws IOException, InterruptedException {
        return act("delete-db-instance", database, snapshot);
    }

    @Command(name = "db-backups", description = "List what databases can be restored from.")
    int dbBackups() throws IOException, InterruptedException {
        return act("db-backups");
    }

    @Command(
            name = "delegate",
            description = {
                "Delegate a domain to the hosted zone of its name, as the owner of the zone above does.",
                "",
                "Domains below .test are delegated at once: they are the sandbox's own."
            })
    int delegate(@Parameters(paramLabel = "<domain>", description = "For example stage.example.com.") String domain)
            throws IOException, InterruptedException {
        return act("delegate", domain);
    }

    @Command(
            name = "rotate",
            description = {
                "Rotate a secret now; Secrets Manager does by itself what no time passes for here.",
                "",
                "  ./sandbox console rotate holdfast-dev-credentials",
                "",
                "A rotation that fails is told in ./sandbox status, and goes on where it is asked for again."
            })
    int rotate(@Parameters(paramLabel = "<secret>", description = "Its name.") String secret)
            throws IOException, InterruptedException {
        return act("rotate", secret);
    }

    @Command(
            name = "confirm",
            description = {
                "Agree to the mails of SNS to an address, as its owner does by the link in the first one.",
                "",
                "Pulumi finds it with: pulumi up --refresh"
            })
    int confirm(@Parameters(paramLabel = "<email>", description = "The address.") String email)
            throws IOException, InterruptedException {
        return act("confirm", email);
    }

    /** Starts the cloud where it does not run: there may be accounts before anything is deployed. */
    private int act(String action, String... arguments) throws IOException, InterruptedException {
        var running = sandbox.cloud().running();
        if (running.isEmpty()) {
            sandbox.workspace().lock();
        }
        var address = running.isPresent() ? running.get() : sandbox.cloud().start();
        var said = new CloudClient(address.control()).console(action, List.of(arguments));
        sandbox.terminal().out().println(said);
        return 0;
    }
}

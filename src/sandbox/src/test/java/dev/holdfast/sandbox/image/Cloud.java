package dev.holdfast.sandbox.image;

import java.util.ArrayList;
import java.util.List;

/** Stands for a cloud that can be killed: starts a task, prints its process id and waits. */
public final class Cloud {
    private Cloud() {}

    public static void main(String[] arguments) throws Exception {
        var line = new ArrayList<>(List.of(arguments));
        line.set(1, line.get(1) + "," + ProcessHandle.current().pid());
        System.out.println(new ProcessBuilder(line).start().pid());
        Thread.sleep(60_000);
    }
}

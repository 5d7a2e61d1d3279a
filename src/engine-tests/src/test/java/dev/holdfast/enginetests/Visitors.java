package dev.holdfast.enginetests;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Some people who ask for the same page all the time, and note each answer's status, or why there was none. */
final class Visitors implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final List<String> answers = new ArrayList<>();
    private final List<Thread> threads;

    Visitors(String url, int count) {
        threads = IntStream.range(0, count)
                .mapToObj(i -> new Thread(() -> visit(url), "visitor-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    private void visit(String url) {
        while (!Thread.currentThread().isInterrupted()) {
            String answer;
            try {
                answer = Integer.toString(Copy.get(url).statusCode());
            } catch (UncheckedIOException | IllegalStateException unanswered) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // It is this visitor who went away.
                }
                answer = unanswered.toString();
            }
            synchronized (answers) {
                answers.add(answer);
                answers.notifyAll();
            }
        }
    }

    /** Waits until there are this many more. */
    void awaitAnswers(int more) {
        var end = System.currentTimeMillis() + PATIENCE_MILLIS;
        synchronized (answers) {
            var wanted = answers.size() + more;
            try {
                while (answers.size() < wanted && System.currentTimeMillis() < end) {
                    answers.wait(1_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops them, and says what they were answered. */
    List<String> end() {
        close();
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final AtomicBoolean up = new AtomicBoolean();
    private final Readiness readiness = new Readiness(this::question, Duration.ofMillis(10));

    @AfterEach
    void stop() {
        readiness.close();
    }

    @Test
    void isNotReadyWhileTheDatabaseHasNeverAnswered() throws Exception {
        Thread.sleep(100);

        assertThat(readiness.ready()).isFalse();
        assertThat(readiness.reachable()).isFalse();
    }

    @Test
    void staysReadyWhenTheDatabaseIsLost() {
        up.set(true);
        await().until(readiness::ready);
        up.set(false);
        await().until(() -> !readiness.reachable());

        assertThat(readiness.ready()).isTrue();
    }

    @Test
    void seesTheDatabaseComeBack() {
        up.set(true);
        await().until(readiness::reachable);
        up.set(false);
        await().until(() -> !readiness.reachable());
        up.set(true);

        await().until(readiness::reachable);
    }

    @Test
    void letsAQuestionUnderWayEndBeforeItIsClosed() throws Exception {
        var asked = new CountDownLatch(1);
        var answered = new AtomicBoolean();
        var slow = new Readiness(
                () -> {
                    asked.countDown();
                    var until = System.nanoTime() + Duration.ofMillis(300).toNanos();
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    answered.set(!Thread.currentThread().isInterrupted());
                },
                Duration.ofMinutes(1));
        asked.await();

        slow.close();

        assertThat(answered).isTrue();
    }

    private void question() {
        if (!up.get()) {
            throw new IllegalStateException("down");
        }
    }
}

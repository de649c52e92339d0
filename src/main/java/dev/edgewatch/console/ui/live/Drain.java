package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Brings what regions said to one page: many calls of {@link #dirty} become few actions, each in
 * one access of the UI. The first change is shown at once, because a lone change should not wait;
 * what comes within the pause after it is shown together when the pause ends. Thread-safe.
 */
public final class Drain {
  private final UI ui;
  private final Runnable action;
  private final DrainTimer timer;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  Drain(UI ui, Runnable action, DrainTimer timer) {
    this.ui = ui;
    this.action = action;
    this.timer = timer;
  }

  private enum State {
    /** Nothing to do: the next change is shown at once. */
    IDLE,
    /** Just shown; nothing new since. */
    RESTING,
    /** Just shown, and something new waits for the end of the pause. */
    DIRTY,
    STOPPED
  }

  /** There is something to show. Called on any thread; returns at once. */
  public void dirty() {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case IDLE -> State.RESTING;
                  case RESTING, DIRTY -> State.DIRTY;
                  case STOPPED -> State.STOPPED;
                });
    if (before == State.IDLE) {
      timer.run(this::show);
    }
  }

  /** Nothing is shown any more. */
  public void stop() {
    state.set(State.STOPPED);
  }

  private void show() {
    try {
      ui.access(action::run);
    } catch (UIDetachedException left) {
      stop();
      return;
    }
    timer.later(this::rested);
  }

  private void rested() {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case DIRTY -> State.RESTING;
                  case IDLE, RESTING -> State.IDLE;
                  case STOPPED -> State.STOPPED;
                });
    if (before == State.DIRTY) {
      show();
    }
  }
}

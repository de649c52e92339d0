package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.UI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Goes on with the UI's lock when work elsewhere has ended, unless the page is gone by then. */
public final class Afterwards {
  private Afterwards() {}

  /**
   * After work that never fails, in the UI that is locked now.
   *
   * @param done takes its result
   */
  public static <T> void of(CompletableFuture<T> work, Consumer<? super T> done) {
    of(UI.getCurrentOrThrow(), work, done, failed -> {});
  }

  /**
   * After work that may fail.
   *
   * @param done takes its result
   * @param failed takes what was thrown, as it was thrown
   */
  public static <T> void of(
      UI ui,
      CompletableFuture<T> work,
      Consumer<? super T> done,
      Consumer<? super Throwable> failed) {
    var _ =
        work.whenComplete(
            (result, failure) -> {
              if (ui.isAttached()) {
                ui.access(
                    () -> {
                      if (failure == null) {
                        done.accept(result);
                      } else {
                        failed.accept(thrown(failure));
                      }
                    });
              }
            });
  }

  private static Throwable thrown(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}

package dev.edgewatch.console.ui;

import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.communication.ServerRpcHandler;
import java.util.Arrays;

/**
 * Takes calls that no page makes for what they are: Vaadin refuses them with an exception, as it
 * would an error of ours. One has come from a call when none of our code was reached through it.
 */
record UnreadableCalls(ErrorHandler errors) implements ErrorHandler {
  private static final String CALLS = ServerRpcHandler.class.getName();
  private static final String OURS = "dev.edgewatch.";

  @Override
  public void error(ErrorEvent event) {
    if (isOfACall(event.getThrowable())) {
      IgnoredCalls.unreadable(event.getThrowable());
    } else {
      errors.error(event);
    }
  }

  private static boolean isOfACall(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(frame -> frame.startsWith(CALLS) || frame.startsWith(OURS))
        .findFirst()
        .filter(frame -> frame.startsWith(CALLS))
        .isPresent();
  }
}

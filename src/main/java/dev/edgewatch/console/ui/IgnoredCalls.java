package dev.edgewatch.console.ui;

import com.vaadin.flow.internal.StateNode;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.RpcInvocationEvent;
import com.vaadin.flow.server.communication.RpcInvocationListener;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the log who calls what his page does not offer. Vaadin ignores such calls by itself. A page
 * may press what has gone a moment ago; who writes calls by hand presses what he was never offered.
 */
@Component
final class IgnoredCalls implements VaadinServiceInitListener, RpcInvocationListener {
  private static final Logger log = LoggerFactory.getLogger(IgnoredCalls.class);

  /** What people do; the rest components tell each other, also while they are disabled. */
  private static final String CLICK = "click";

  /** A message may hold any number of calls: one line is enough. */
  private static final String LOGGED = IgnoredCalls.class.getName();

  private static final int LONGEST_REASON = 200;

  @Override
  public void serviceInit(ServiceInitEvent event) {
    event.getSource().addRpcInvocationListener(this);
    event
        .getSource()
        .addSessionInitListener(
            begun -> {
              VaadinSession session = begun.getSession();
              session.setErrorHandler(new UnreadableCalls(session.getErrorHandler()));
            });
  }

  @Override
  public void invocationStarted(RpcInvocationEvent call) {
    if (CLICK.equals(call.getName())) {
      whyIgnored(call.getUI().getInternals().getStateTree().getNodeById(call.getNodeId()))
          .ifPresent(why -> log("A call to what is " + why + " was ignored"));
    }
  }

  private static Optional<String> whyIgnored(@Nullable StateNode target) {
    if (target == null || !target.isAttached()) {
      return Optional.of("gone");
    }
    if (target.isInactive()) {
      return Optional.of("hidden");
    }
    if (!target.isEnabled()) {
      return Optional.of("disabled");
    }
    return target.isInert() ? Optional.of("behind a dialog") : Optional.empty();
  }

  /** A call that no page makes was refused; the reason may hold what its writer has chosen. */
  static void unreadable(Throwable why) {
    String reason = String.valueOf(why.getMessage()).replaceAll("\\p{Cntrl}", " ");
    log(
        "A call that no page makes was ignored: "
            + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
  }

  private static void log(String what) {
    @Nullable VaadinRequest request = VaadinRequest.getCurrent();
    if (request == null || request.getAttribute(LOGGED) != null) {
      return;
    }
    request.setAttribute(LOGGED, true);
    @Nullable Principal caller = request.getUserPrincipal();
    log.atWarn()
        .addKeyValue("principal", caller == null ? "anonymous" : caller.getName())
        .addKeyValue("address", request.getRemoteAddr())
        .log(what);
  }
}

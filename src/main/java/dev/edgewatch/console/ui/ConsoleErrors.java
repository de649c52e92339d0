package dev.edgewatch.console.ui;

import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/**
 * How pages behave that have lost the console: they try again for as long as they are open, and
 * {@code session.ts} answers a session that is gone.
 */
@Component
final class ConsoleErrors implements VaadinServiceInitListener {
  private static final int TRY_EVERY_MILLIS = 2_000;

  @Override
  public void serviceInit(ServiceInitEvent event) {
    var messages = new CustomizedSystemMessages();
    messages.setSessionExpiredNotificationEnabled(true);
    event.getSource().setSystemMessagesProvider(locale -> messages);
    event
        .getSource()
        .addUIInitListener(
            opened -> {
              var reconnecting = opened.getUI().getReconnectDialogConfiguration();
              reconnecting.setReconnectInterval(TRY_EVERY_MILLIS);
              reconnecting.setReconnectAttempts(Integer.MAX_VALUE);
            });
  }
}

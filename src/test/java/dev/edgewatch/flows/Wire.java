package dev.edgewatch.flows;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the console tells one page: answers to its calls, and messages of the push connection.
 * The document itself holds nothing of what is shown. Set up before the page is opened.
 */
final class Wire {
  /** What a page sends when it is closed; nobody waits for the answer. */
  private static final String FAREWELL = "ping";

  private final List<String> heard = new ArrayList<>();
  private final List<WebSocket> pushed = new ArrayList<>();

  private Wire() {}

  static Wire of(ConsolePage console) {
    Wire wire = new Wire();
    Page page = console.page();
    page.onWebSocket(wire::listen);
    page.route(address -> address.contains("v-r="), wire::pass);
    return wire;
  }

  private void listen(WebSocket opened) {
    pushed.add(opened);
    opened.onFrameReceived(frame -> heard.add(frame.text()));
  }

  private void pass(Route route) {
    if (route.request().resourceType().equals(FAREWELL)) {
      route.resume();
      return;
    }
    APIResponse answer = route.fetch();
    heard.add(answer.text());
    route.fulfill(new Route.FulfillOptions().setResponse(answer));
  }

  /** Whether a text was in anything that was sent. */
  boolean carried(String text) {
    return heard.stream().anyMatch(message -> message.contains(text));
  }

  int messages() {
    return heard.size();
  }

  /** Push connections that are open. */
  List<WebSocket> openSockets() {
    return pushed.stream().filter(socket -> !socket.isClosed()).toList();
  }
}

package dev.edgewatch.console.guard;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of somebody who is signed in, without a browser: it says what it is told to say. */
final class OpenPage {
  private final Visitor visitor;
  private final GuardedConsole console;
  private final String begun;
  private final PushSocket push;
  private int calls;

  /** Opens the first page of a visitor, and its push connection. */
  OpenPage(Visitor visitor, GuardedConsole console) {
    this.visitor = visitor;
    this.console = console;
    this.begun = visitor.get("/?v-r=init&location=&query=").body();
    this.push = PushSocket.open(console, visitor.session(), number(), pushId());
  }

  String number() {
    return said("\"v-uiId\":(\\d+)");
  }

  String pushId() {
    return said("\"Vaadin-Push-ID\":\"([^\"]+)\"");
  }

  PushSocket push() {
    return push;
  }

  /** Goes to the first view, as pages do when they have been loaded. */
  HttpResponse<String> shows() {
    return call(
        """
        {"type":"event","node":1,"event":"ui-navigate","data":
          {"route":"","query":"","appShellTitle":"","historyState":"","trigger":""}}""");
  }

  /** Which part of the page was given an attribute by an answer. */
  static String nodeWith(String attribute, HttpResponse<String> answer) {
    return found("\"node\":(\\d+),\"type\":\"put\",\"key\":\"" + attribute + "\"", answer.body());
  }

  /** Says that something has happened to a part of the page. */
  HttpResponse<String> event(String node, String event) {
    return call(
        "{\"type\":\"event\",\"node\":%s,\"event\":\"%s\",\"data\":{}}".formatted(node, event));
  }

  /** The next message of the page, with some calls. */
  HttpResponse<String> call(String... written) {
    return send(message(calls++, written));
  }

  /** What the page would send as its message of a number. */
  String message(int number, String... written) {
    return "{\"csrfToken\":\"%s\",\"rpc\":[%s],\"syncId\":0,\"clientId\":%d}"
        .formatted(said("\"Vaadin-Security-Key\":\"([^\"]+)\""), String.join(",", written), number);
  }

  HttpResponse<String> send(String message) {
    return post("uidl", HttpRequest.BodyPublishers.ofString(message));
  }

  /** What pages send by themselves. */
  HttpResponse<String> beat() {
    return post("heartbeat", HttpRequest.BodyPublishers.noBody());
  }

  private HttpResponse<String> post(String kind, HttpRequest.BodyPublisher body) {
    return visitor.send(
        visitor
            .request("/?v-r=" + kind + "&v-uiId=" + number())
            .header("Origin", console.url())
            .header("Content-Type", "application/json; charset=UTF-8")
            .POST(body));
  }

  private String said(String pattern) {
    return found(pattern, begun);
  }

  private static String found(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new AssertionError(pattern + " is not in " + text);
    }
    return found.group(1);
  }
}

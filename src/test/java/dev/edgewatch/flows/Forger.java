package dev.edgewatch.flows;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import java.util.function.Predicate;

/** Somebody who is signed in and writes the calls of his page by hand. */
record Forger(ConsolePage console) {
  static final Predicate<String> CALL = address -> address.contains("v-r=uidl");

  /** The number that the server knows an element by. */
  int node(Locator element) {
    return ((Number)
            element.evaluate(
                "element => Object.values(window.Vaadin.Flow.clients).find(client => client.getNodeId).getNodeId(element)"))
        .intValue();
  }

  static String click(int node) {
    return "{\"type\":\"event\",\"node\":%d,\"event\":\"click\",\"data\":{}}".formatted(node);
  }

  static String property(int node, String property, String value) {
    return "{\"type\":\"mSync\",\"node\":%d,\"feature\":1,\"property\":\"%s\",\"value\":\"%s\"}"
        .formatted(node, property, value);
  }

  /** Puts calls of his own before those of the page's next message. */
  Response say(String... calls) {
    Page page = console.page();
    page.route(CALL, route -> insert(route, String.join(",", calls)), once());
    return page.waitForResponse(
        answer -> CALL.test(answer.url()),
        () ->
            page.evaluate(
                "document.querySelector('ew-session').dispatchEvent(new CustomEvent('active'))"));
  }

  private static void insert(Route route, String calls) {
    String body = route.request().postData();
    route.resume(
        new Route.ResumeOptions()
            .setPostData(body.replace("\"rpc\":[", "\"rpc\":[" + calls + ",")));
  }

  static Page.RouteOptions once() {
    return new Page.RouteOptions().setTimes(1);
  }

  /** Sends a message like one of a page, with the cookies of this browser. */
  APIResponse send(Request like, String body) {
    return console
        .page()
        .context()
        .request()
        .post(
            like.url(),
            RequestOptions.create()
                .setHeader("Origin", like.url().replaceFirst("^(https?://[^/]*).*", "$1"))
                .setHeader("Content-Type", "application/json; charset=UTF-8")
                .setData(body));
  }
}

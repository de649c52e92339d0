package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of other sites, with the cookie of somebody who is signed in. */
class OwnOriginTest {
  private static final List<String> ADDRESSES =
      List.of(
          "/?v-r=uidl&v-uiId=0",
          "/?v-r=heartbeat&v-uiId=0",
          "/VAADIN/push?v-r=push&v-uiId=0",
          "/VAADIN/upload/0/x/y",
          "/logout",
          "/");

  private static GuardedConsole console;
  private static Visitor ann;

  @BeforeAll
  static void start() {
    console = GuardedConsole.start();
    ann = console.visitor();
    ann.signIn("/", "ann");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  static Stream<Arguments> foreignCalls() {
    List<String[]> said =
        List.of(
            new String[] {},
            new String[] {"Origin", "https://evil.example"},
            new String[] {"Origin", "null"},
            new String[] {"Origin", "http://localhost:1"},
            new String[] {"Origin", console.url() + ".evil.example"},
            new String[] {"Origin", console.url(), "Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"},
            new String[] {"Sec-Fetch-Site", "none"});
    return Stream.of("POST", "PUT", "PATCH", "DELETE")
        .flatMap(
            method ->
                ADDRESSES.stream()
                    .flatMap(
                        address ->
                            said.stream().map(headers -> Arguments.of(method, address, headers))));
  }

  @ParameterizedTest
  @MethodSource
  void foreignCalls(String method, String address, String[] headers) {
    HttpRequest.Builder request =
        ann.request(address)
            .header("Content-Type", "text/plain")
            .method(method, HttpRequest.BodyPublishers.ofString("{}"));
    if (headers.length > 0) {
      request.headers(headers);
    }

    var answer = ann.send(request);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("expected the origin " + console.url());
    assertThat(ann.isSignedIn()).isTrue();
  }

  /** A link or a picture of another site; what Vaadin answers to changes something or tells it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?v-r=uidl&v-uiId=0",
        "/?v-r=init&location=&query=",
        "/?v-r=heartbeat&v-uiId=0",
        "/?v-r=push&v-uiId=0",
        "/VAADIN/push?v-r=push&v-uiId=0",
        "/organizations/acme?a=b&v-r=uidl",
        "/?v%2Dr=uidl"
      })
  void foreignSitesDoNotReadWhatPagesAskFor(String address) {
    for (String site : List.of("cross-site", "same-site", "none")) {
      var answer = ann.send(ann.request(address).header("Sec-Fetch-Site", site));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("expected the origin " + console.url());
    }
    var link = ann.send(ann.request("/").header("Sec-Fetch-Site", "cross-site"));
    assertThat(link.statusCode()).as("a link to a page").isEqualTo(200);
  }

  @Test
  void callsOfOurPagesStillNeedTheirToken() {
    var without =
        ann.send(
            ann.request("/logout")
                .header("Origin", console.url())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString("")));

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(without.body()).doesNotContain("expected the origin");
    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void readingDoesNotSignOut() {
    ann.get("/logout");

    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void thePushConnectionIsOpenedByOurPagesOnly() {
    for (String origin : List.of("https://evil.example", "null", "http://localhost:1")) {
      assertThat(handshake("Origin: " + origin)).startsWith("HTTP/1.1 403");
    }
    assertThat(handshake("X-Nothing: said")).startsWith("HTTP/1.1 403");
    assertThat(handshake("Origin: " + console.url())).startsWith("HTTP/1.1 101");
  }

  private static String handshake(String header) {
    return RawCall.firstLine(
        console.port(),
        "GET /VAADIN/push?v-r=push&v-uiId=0 HTTP/1.1",
        "Host: localhost:" + console.port(),
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Cookie: EDGEWATCH=" + ann.session().orElseThrow(),
        header);
  }
}

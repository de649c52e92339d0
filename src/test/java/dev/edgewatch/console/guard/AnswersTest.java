package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in every answer, and what is in none. */
class AnswersTest {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
              + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
              + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Strict-Transport-Security",
          "max-age=31536000");

  private static GuardedConsole console;
  private static Visitor ann;

  /** As in production, where something in front of the console ends TLS. */
  @BeforeAll
  static void start() {
    console = GuardedConsole.start("--edgewatch.console.secure-cookies=true");
    ann = console.visitor();
    ann.signIn("/", "ann");
    assertThat(ann.isSignedIn()).isTrue();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/organizations/acme/projects/acme-cold-chain/devices",
        "/no/such/page",
        "/?v-r=init&location=",
        "/?v-r=uidl",
        "/VAADIN/no-such-file.js",
        "/VAADIN/build/no-such-file.js",
        "/oauth2/authorization/edgewatch",
        "/login/oauth2/code/edgewatch?code=x&state=y",
        "/logout",
        "/error",
        "/theme/edgewatch/no-such.css"
      })
  void everyAnswerCarriesTheHeadersAndIsNotStored(String address) {
    for (Visitor visitor : List.of(ann, console.visitor())) {
      HttpResponse<String> answer = visitor.get(address);
      ALWAYS.forEach(
          (name, value) ->
              assertThat(answer.headers().allValues(name)).as(name).containsExactly(value));
      assertThat(answer.headers().allValues("Cache-Control"))
          .singleElement()
          .asString()
          .contains("no-store");
    }
  }

  @Test
  void filesMayBeKept() {
    HttpResponse<String> file = console.visitor().get("/theme/edgewatch/styles.css");

    assertThat(file.statusCode()).isEqualTo(200);
    ALWAYS.forEach(
        (name, value) -> assertThat(file.headers().firstValue(name)).as(name).contains(value));
    assertThat(file.headers().allValues("Cache-Control")).doesNotContain("no-store");
  }

  @Test
  void theOnlyCookieIsForThisHostAloneOverTlsAndForNoScript() {
    Visitor stranger = console.visitor();
    String toSignIn = Visitor.next(stranger.get("/"));
    HttpResponse<String> asked = console.visitor().get(toSignIn);
    HttpResponse<String> in = console.visitor().signIn("/", "bob");

    for (HttpResponse<String> answer : List.of(asked, in)) {
      assertThat(answer.headers().allValues("Set-Cookie"))
          .singleElement()
          .asString()
          .matches("__Host-EDGEWATCH=\\w{32,}; Path=/; Secure; HttpOnly; SameSite=Lax");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/health",
        "/actuator/env",
        "/actuator/heapdump",
        "/.git/config",
        "/h2-console",
        "/application.properties",
        "/WEB-INF/web.xml",
        "/META-INF/MANIFEST.MF",
        "/VAADIN/config/stats.json"
      })
  void nothingOfTheInsideIsHandedOut(String address) {
    HttpResponse<String> stranger = console.visitor().get(address);
    HttpResponse<String> signedIn = ann.get(address);

    assertThat(stranger.statusCode()).isIn(302, 403, 404);
    assertThat(signedIn.statusCode()).isIn(200, 403, 404);
    if (signedIn.statusCode() == 200) {
      assertThat(signedIn.body()).as("the application itself").startsWith("<!doctype html>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "PROPFIND"})
  void methodsThatNoPageUsesAreRefused(String method) {
    HttpResponse<String> answer =
        ann.send(
            ann.request("/")
                .header("Origin", console.url())
                .method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isIn(400, 403, 405, 501);
    assertThat(answer.body()).doesNotContain("__Host-EDGEWATCH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%5Cevil.example/", "/%2F%2Fevil.example", "/a/../b;x=y", "/%00"})
  void addressesThatMeanSomethingElseToSomebodyElseAreRefused(String address) {
    assertThat(ann.get(address).statusCode()).isIn(400, 403);
  }

  /** Vaadin's own page for an unknown address once gave it back as it was (CVE-2019-25027). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/no/such/%3Cscript%3Ealert(1)",
        "/no/such/%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/organizations/%3Cscript%3Ealert(1)/projects/%3Cscript%3Ealert(1)/devices",
        "/?%3Cscript%3Ealert(1)=%3Cscript%3Ealert(1)",
        "/?v-r=init&location=%3Cscript%3Ealert(1)&query=%3Cscript%3Ealert(1)",
        "/?v-r=%3Cscript%3Ealert(1)",
        "/VAADIN/%3Cscript%3Ealert(1)",
        "/theme/%3Cscript%3Ealert(1)",
        "/invitations?name=%3Cscript%3Ealert(1)",
        "/login/oauth2/code/%3Cscript%3Ealert(1)?code=%3Cscript%3Ealert(1)&state=x",
        "/login/oauth2/code/edgewatch?error=%3Cscript%3Ealert(1)&state=%3Cscript%3Ealert(1)",
        "/oauth2/authorization/%3Cscript%3Ealert(1)"
      })
  void whatIsInAnAddressDoesNotComeBackAsMarkup(String address) {
    for (Visitor visitor : List.of(ann, console.visitor())) {
      HttpResponse<String> answer = visitor.get(address);

      assertThat(answer.statusCode()).isLessThan(500);
      assertThat(answer.body()).doesNotContain("<script>alert(1)", "<img src=x");
    }
    assertThat(ann.isSignedIn()).isTrue();
  }

  @Test
  void aForgedHostLeadsNowhere() {
    Visitor stranger = console.visitor();
    HttpResponse<String> answer =
        stranger.send(
            stranger
                .request("/oauth2/authorization/edgewatch")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=evil.example")
                .header("X-Forwarded-Prefix", "//evil.example"));

    assertThat(Visitor.location(answer)).get().asString().doesNotContain("evil.example");
    assertThat(
            RawCall.send(
                console.port(),
                "GET /oauth2/authorization/edgewatch HTTP/1.1",
                "Host: evil.example",
                "Accept: text/html",
                "Connection: close"))
        .doesNotContain("evil.example");
  }

  @Test
  void requestsThatTwoServersMayReadDifferentlyAreRefused() {
    assertThat(
            RawCall.send(
                console.port(),
                "POST / HTTP/1.1",
                "Host: localhost",
                "Content-Length: 4",
                "Content-Length: 5",
                "Connection: close"))
        .startsWith("HTTP/1.1 400");
    assertThat(
            RawCall.send(
                console.port(),
                "GET / HTTP/1.1",
                "Host: localhost",
                "Host: evil.example",
                "Connection: close"))
        .startsWith("HTTP/1.1 400");
  }

  /** What follows the end of one reading is no request of its own (RFC 9112, section 6.1). */
  @Test
  void aBodyWithTwoLengthsIsNotReadAsTwoRequests() {
    String smuggled = "GET /theme/edgewatch/styles.css HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (String encoding : List.of("chunked", "Chunked", "identity, chunked", "xchunked")) {
      String answer =
          RawCall.send(
              console.port(),
              "POST / HTTP/1.1",
              "Host: localhost",
              "Origin: " + console.url(),
              "Content-Length: " + (smuggled.length() + 5),
              "Transfer-Encoding: " + encoding,
              "",
              "0",
              "",
              smuggled);

      assertThat(answer).as(encoding).containsOnlyOnce("HTTP/1.1 ").doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void nothingSaysWhichServerItIs() {
    HttpResponse<String> answer = console.visitor().get("/%00");

    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    assertThat(answer.body()).doesNotContain("Tomcat/", "Spring", "at org.");
  }
}

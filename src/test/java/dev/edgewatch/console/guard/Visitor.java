package dev.edgewatch.console.guard;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.edgewatch.console.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One browser, step by step: it keeps cookies and follows nothing by itself. */
final class Visitor {
  private static final Pattern SESSION = Pattern.compile("((?:__Host-)?EDGEWATCH)=([^;]*)(;.*)?");

  /** Whoever is kept waiting longer holds a connection of the server. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String console;
  private Optional<String> cookie = Optional.empty();
  private final ScriptedProvider provider;

  Visitor(String console, ScriptedProvider provider) {
    this.console = console;
    this.provider = provider;
  }

  HttpResponse<String> get(String address) {
    return send(request(address));
  }

  HttpRequest.Builder request(String address) {
    URI uri = address.startsWith("http") ? URI.create(address) : URI.create(console + address);
    return HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "text/html");
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    cookie.ifPresent(set -> request.setHeader("Cookie", set));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").stream()
          .map(SESSION::matcher)
          .filter(Matcher::matches)
          .forEach(set -> cookie = Optional.of(set.group(1) + "=" + set.group(2)));
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Asks for a page without being signed in; returns where the provider is asked. */
  URI sentToTheProvider(String page) {
    return URI.create(next(get(next(get(page)))));
  }

  /** Where the provider sends the browser back to. */
  String callback(URI authorization, String code) {
    return "/login/oauth2/code/edgewatch?code="
        + encoded(code)
        + "&state="
        + encoded(state(authorization));
  }

  static String state(URI authorization) {
    return URLDecoder.decode(
        ScriptedProvider.asked(authorization).getFirst("state"), StandardCharsets.UTF_8);
  }

  /** The whole way in; returns the console's last answer. */
  HttpResponse<String> signIn(String page, String subject) {
    URI authorization = sentToTheProvider(page);
    return get(callback(authorization, provider.agreed(authorization, subject)));
  }

  /** What the provider sends to the console when it ends a sign-in; cookies have no part in it. */
  void endsAtProvider(UnaryOperator<JWTClaimsSet.Builder> who) {
    HttpResponse<String> told =
        send(
            request("/logout/connect/back-channel/edgewatch")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "logout_token=" + provider.logoutToken(who))));
    if (told.statusCode() != 200) {
      throw new AssertionError(told + " " + told.body());
    }
  }

  boolean isSignedIn() {
    return get("/").statusCode() == 200;
  }

  Optional<String> session() {
    return cookie.map(set -> set.substring(set.indexOf('=') + 1));
  }

  /** What an attacker has planted, or seen. */
  void session(String id) {
    cookie = Optional.of("EDGEWATCH=" + id);
  }

  void forgetsTheSession() {
    cookie = Optional.empty();
  }

  static String next(HttpResponse<String> answer) {
    return location(answer)
        .orElseThrow(() -> new AssertionError("no redirect but " + answer + " " + answer.body()));
  }

  static Optional<String> location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

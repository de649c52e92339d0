package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All that somebody reaches who is not signed in: whatever links, scripts and styles lead to from
 * where a sign-in begins and where a refused one ends, and what strangers try on every server.
 */
class StrangerTest {
  private static final Pattern LINK =
      Pattern.compile(
          "(?:href|src|action)=[\"']?([^\"'#> ]+)|url\\([\"']?([^\"')]+)|(?:from|import)\\s*\\(?\\s*[\"']([^\"']+)");

  /** What may be read by everybody: files of the program that say nothing of anybody. */
  private static final Pattern PUBLIC = Pattern.compile("/theme/.+|/VAADIN/build/.+|/aura/.+");

  private static final int MOST = 600;

  private final Map<String, Integer> answered = new TreeMap<>();
  private final Queue<String> next = new ArrayDeque<>();

  @Test
  void aStrangerGetsFilesAndTheWayToSignInAndNothingElse() throws IOException {
    next.addAll(
        List.of("/", "/login/oauth2/code/edgewatch?code=x&state=y", "/theme/edgewatch/styles.css"));
    next.addAll(Files.readAllLines(Path.of("src/test/resources/attacks/paths.txt")));
    List<String> tooMuch = new ArrayList<>();
    try (var console = GuardedConsole.start();
        var built = Files.list(Path.of("target/classes/META-INF/VAADIN/webapp/VAADIN/build"))) {
      built
          .map(file -> "/VAADIN/build/" + file.getFileName())
          .flatMap(file -> Stream.of(file, file + ".map"))
          .forEach(next::add);
      Visitor stranger = console.visitor();
      while (!next.isEmpty() && answered.size() < MOST) {
        String address = next.remove();
        if (!answered.containsKey(address)) {
          HttpResponse<String> answer = stranger.get(address);
          answered.put(address, answer.statusCode());
          if (!isAllowed(address, answer, console)) {
            tooMuch.add(answer.statusCode() + " " + address);
          }
          follow(URI.create(console.url() + address), answer);
        }
      }
    }
    assertThat(tooMuch).isEmpty();
    assertThat(answered).hasSizeBetween(100, MOST - 1);
  }

  /** A file of the program, a refusal that says nothing, or the way to the sign-in. */
  private static boolean isAllowed(
      String address, HttpResponse<String> answer, GuardedConsole console) {
    return switch (answer.statusCode()) {
      case 200 ->
          isAFile(URI.create(address).getPath(), answer.body())
              || isAnEmptyPage(address, answer.body());
      case 302 -> isTheWayIn(Visitor.next(answer), console);
      case 400, 401, 403, 404, 405 ->
          !answer.body().matches("(?s).*(at org\\.|at com\\.|Exception|Tomcat/).*");
      default -> false;
    };
  }

  /** Without the sources that it was made of. */
  private static boolean isAFile(String path, String body) {
    return PUBLIC.matcher(path).matches()
        && !path.endsWith(".map")
        && !body.contains("sourceMappingURL=");
  }

  /**
   * What Vaadin says to a page that is not there, or that shows nothing; also where there could be
   * a file and is none.
   */
  private static boolean isAnEmptyPage(String address, String body) {
    boolean noFile = address.startsWith("/theme/") && body.startsWith("<!doctype html>");
    return (address.startsWith("/?v-r=") || noFile)
        && (body.contains("\"sessionExpired\":true") || !body.contains("data-testid"));
  }

  private static boolean isTheWayIn(String location, GuardedConsole console) {
    return location.equals(console.url() + "/oauth2/authorization/edgewatch")
        || location.startsWith(console.provider().issuer() + "/");
  }

  private void follow(URI from, HttpResponse<String> answer) {
    List<String> links = new ArrayList<>(answer.headers().allValues("Location"));
    if (answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.matches(".*(html|css).*"))
        .isPresent()) {
      LINK.matcher(answer.body())
          .results()
          .map(
              found ->
                  found.group(1) != null
                      ? found.group(1)
                      : found.group(2) != null ? found.group(2) : found.group(3))
          .forEach(links::add);
    }
    for (String link : links) {
      if (!link.startsWith("data:") && link.indexOf(' ') < 0) {
        URI to = from.resolve(link);
        if (from.getAuthority().equals(to.getAuthority())) {
          next.add(to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()));
        }
      }
    }
  }
}

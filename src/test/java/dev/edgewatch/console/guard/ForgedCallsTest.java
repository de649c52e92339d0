package dev.edgewatch.console.guard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Messages as no page writes them, from somebody who is signed in. */
class ForgedCallsTest {
  private static GuardedConsole console;
  private static Visitor ann;

  private final Logger everybody =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

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

  @BeforeEach
  void readTheLog() {
    log.start();
    everybody.addAppender(log);
  }

  @AfterEach
  void closeTheLog() {
    everybody.detachAppender(log);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"evil\",\"node\":1}",
        "{\"type\":\"event\"}",
        "{\"node\":1}",
        "{\"type\":\"event\",\"node\":\"x\",\"event\":7}",
        "{\"type\":\"mSync\",\"node\":1,\"feature\":99,\"property\":\"x\",\"value\":{}}",
        "{\"type\":\"mSync\",\"node\":1,\"feature\":1,\"property\":\"innerHTML\",\"value\":\"forged\"}",
        "{\"type\":\"mSync\",\"node\":1,\"feature\":1,\"property\":\"__proto__\",\"value\":\"forged\"}",
        "{\"type\":\"mSync\",\"node\":1,\"feature\":1,\"property\":\"a\\nb\",\"value\":\"forged\"}",
        "{\"type\":\"event\",\"node\":999999,\"event\":\"click\",\"data\":{}}",
        "[]",
        "7",
        "null"
      })
  void areOneLineOfTheLogAndNoAnswerSaysHowWeAreMade(String call) {
    OpenPage page = new OpenPage(ann, console);
    page.shows();
    log.list.clear();

    HttpResponse<String> answer = page.call(call, call);

    assertThat(answer.body())
        .doesNotContain("forged", "at com.", "at dev.", "Exception", "Tomcat/");
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage()).contains("was ignored").doesNotContain("\n");
              assertThat(line.getKeyValuePairs()).asString().contains("principal=\"ann\"");
              assertThat(line.getThrowableProxy()).isNull();
            });
    assertThat(ann.isSignedIn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[]", "null", "{}", "{\"csrfToken\":{}}", "{\"rpc\":7}"})
  void areOneLineAlsoWhenTheyAreNoMessages(String message) {
    OpenPage page = new OpenPage(ann, console);
    log.list.clear();

    assertThat(page.send(message).body()).doesNotContain("at com.", "Exception", "Tomcat/");

    assertThat(log.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getThrowableProxy()).isNull());
  }

  @Test
  void areDoneOnceInTheirOrder() {
    OpenPage page = new OpenPage(ann, console);
    page.shows();
    String beat = page.message(1);

    HttpResponse<String> first = page.send(beat);

    assertThat(page.send(beat).body()).as("the same answer again").isEqualTo(first.body());
    assertThat(page.send(page.message(7)).body()).contains("\"appError\"");
    assertThat(page.send(page.message(0)).body()).contains("\"appError\"");
  }
}

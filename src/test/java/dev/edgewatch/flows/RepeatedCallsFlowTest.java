package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Request;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages of a page that come twice, too late, too early, or from somebody else. */
class RepeatedCallsFlowTest {
  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void whatIsSentAgainBecauseItsAnswerWasLostIsDoneOnce() {
    ConsolePage ann = one.ann(ConsolePage.devicesPath());
    ann.settledGrid();
    long created = one.figures().endedCalls("CreateDevice");
    fill(ann, "repeated-lost");
    ann.page()
        .route(
            Forger.CALL,
            route -> {
              route.fetch();
              route.abort("connectionfailed");
            },
            Forger.once());

    ann.id("create-send").click();

    assertThat(ann.row("repeated-lost")).isVisible();
    assertThat(ann.id("create")).hasCount(0);
    assertThat(one.figures().endedCalls("CreateDevice")).isEqualTo(created + 1);
    Devices.delete(ann, "repeated-lost");
  }

  @Test
  void aMessageThatComesAgainIsNotDoneAgain() {
    ConsolePage ann = one.ann(ConsolePage.devicesPath());
    ann.settledGrid();
    Forger forger = new Forger(ann);
    Forger grace = new Forger(one.as("grace", "/"));
    long created = one.figures().endedCalls("CreateDevice");
    fill(ann, "repeated-again");

    Request sent =
        ann.page()
            .waitForRequest(
                request ->
                    Forger.CALL.test(request.url()) && request.postData().contains("\"click\""),
                () -> ann.id("create-send").click());
    forger.send(sent, sent.postData());
    assertThat(ann.row("repeated-again")).isVisible();
    forger.send(sent, sent.postData());
    APIResponse early =
        forger.send(sent, sent.postData().replaceFirst("\"clientId\":\\d+", "\"clientId\":9999"));
    APIResponse withoutToken =
        forger.send(
            sent, sent.postData().replaceFirst("\"csrfToken\":\"[^\"]+\"", "\"csrfToken\":\"x\""));
    APIResponse ofSomebodyElse = grace.send(sent, sent.postData());

    assertThat(List.of(early, withoutToken, ofSomebodyElse))
        .allSatisfy(answer -> assertThat(answer.text()).contains("appError"));
    assertThat(one.figures().endedCalls("CreateDevice")).isEqualTo(created + 1);
    Devices.delete(ann, "repeated-again");
  }

  private static void fill(ConsolePage console, String id) {
    console.id("create-device").click();
    console.id("create").getByTestId("input-display_name").locator("input").fill("000 " + id);
    console.id("create-id").locator("input").fill(id);
  }
}

package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Calls to what a page does not offer, written by hand by somebody who is signed in. */
class ForgedCallsFlowTest {
  private static final String DEVICE = ConsolePage.devicesPath() + "/us-west2/cr-lax-01/";

  @RegisterExtension final OneDemo one = new OneDemo();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("dev.edgewatch.console.ui.IgnoredCalls");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void readTheLog() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void closeTheLog() {
    logger.detachAppender(log);
  }

  private void assertLogged(String why) {
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("A call to what is " + why + " was ignored");
  }

  @Test
  void whatIsDisabledForLackOfAPermissionIsNotPressed() {
    ConsolePage grace = one.as("grace", DEVICE + "configuration");
    assertThat(grace.id("form-why-not")).containsText("devices.update");
    Forger forger = new Forger(grace);
    int description = forger.node(grace.id("input-description"));
    int save = forger.node(grace.id("form-save"));

    forger.say(Forger.property(description, "value", "by hand"));
    forger.say(Forger.click(save));

    assertLogged("disabled");
    ConsolePage ben = one.as("ben", DEVICE + "configuration");
    assertThat(ben.id("input-description").locator("textarea")).not().hasValue("by hand");
  }

  @Test
  void whatIsHiddenIsNotPressed() {
    ConsolePage ann = one.ann(ConsolePage.devicesPath());
    ann.settledGrid();
    Forger forger = new Forger(ann);
    ann.page().keyboard().press("j");
    ann.page().keyboard().press("x");
    int bar = forger.node(ann.id("bulk-bar"));
    ann.id("bulk-clear").click();
    assertThat(ann.id("bulk-bar")).not().isVisible();

    forger.say(Forger.click(bar));

    assertLogged("hidden");
  }

  @Test
  void whatIsGoneIsNotPressed() {
    ConsolePage ann = one.ann(ConsolePage.devicesPath());
    ann.settledGrid();
    Forger forger = new Forger(ann);
    long created = one.figures().endedCalls("CreateDevice");
    ann.id("create-device").click();
    ann.id("create").getByTestId("input-display_name").locator("input").fill("By hand");
    ann.id("create-id").locator("input").fill("by-hand");
    int send = forger.node(ann.id("create-send"));
    ann.page().keyboard().press("Escape");
    assertThat(ann.id("create")).hasCount(0);

    forger.say(Forger.click(send), Forger.click(send), Forger.click(999_999));

    assertLogged("gone");
    assertThat(log.list).as("one line a message").hasSize(1);
    ann.open(ConsolePage.devicesPath()).settledGrid();
    assertThat(one.figures().endedCalls("CreateDevice")).isEqualTo(created);
  }
}

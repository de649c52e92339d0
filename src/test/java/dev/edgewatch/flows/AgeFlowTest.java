package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.protobuf.util.Timestamps;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import dev.edgewatch.api.iam.v1.Invitation;
import dev.edgewatch.api.iam.v1.ProjectInvitation;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times that are to come are counted down by the browser, and up when they are over. */
class AgeFlowTest {
  private static final String INVITATIONS =
      "/organizations/acme/projects/acme-cold-chain/types/iam.edgelq.com/projectInvitations";
  private static final int SECONDS = 40;

  @RegisterExtension final OneDemo one = new OneDemo();

  @Test
  void whatEndsSoonIsCountedDownToItsEndAndThenUp() {
    ConsolePage console = one.ann(INVITATIONS);
    console.settledGrid("projectInvitations");
    try (Operator operator = new Operator(one.demo())) {
      String name =
          operator.create(
              "iam.edgelq.com/ProjectInvitation",
              "projects/acme-cold-chain",
              ProjectInvitation.newBuilder()
                  .setInvitation(
                      Invitation.newBuilder()
                          .setInviteeEmail("soon@harbor-foods.example")
                          .setExpirationDate(
                              Timestamps.fromMillis(
                                  Instant.now().plusSeconds(SECONDS).toEpochMilli())))
                  .build());
      console.open(INVITATIONS + "/overview/" + name);

      Locator ends = console.id("overview").locator("ew-age[data-until]");
      assertThat(ends).hasText(Pattern.compile("in \\d+ s"));
      assertThat(ends).hasText("in 2 s", new HasTextOptions().setTimeout(1000.0 * SECONDS));
      assertThat(ends).hasCount(0);
      operator.delete("iam.edgelq.com/ProjectInvitation", name);
    }
  }
}

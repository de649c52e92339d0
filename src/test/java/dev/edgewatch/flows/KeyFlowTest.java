package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.edgewatch.api.iam.v1.ServiceAccount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key is shown when it is made, and never again. */
class KeyFlowTest {
  private static final String REGION = "projects/acme-cold-chain/regions/us-west2";
  private static final String KEYS =
      "/organizations/acme/projects/acme-cold-chain/types/iam.edgelq.com/serviceAccountKeys";

  @RegisterExtension final OneDemo one = new OneDemo();
  private Operator operator;
  private String account;

  @BeforeEach
  void anAccount() {
    operator = new Operator(one.demo());
    account =
        operator.create(
            "iam.edgelq.com/ServiceAccount",
            REGION,
            ServiceAccount.newBuilder()
                .setName(REGION + "/serviceAccounts/robot")
                .setDisplayName("Robot")
                .build());
  }

  @AfterEach
  void withoutTheAccount() {
    operator.delete("iam.edgelq.com/ServiceAccount", account);
    operator.close();
  }

  @Test
  void aPrivateKeyIsShownUntilSomebodySaysThatHeHasStoredIt() {
    ConsolePage console = one.page().signIn("ben", KEYS);
    console.settledGrid("serviceAccountKeys");
    console.id("create-serviceAccountKey").click();
    console.id("create-serviceAccounts").locator("input").fill("robot");
    console.id("create-id").locator("input").fill("first");
    console.id("create-send").click();

    assertThat(console.id("secret-private_key_data")).containsText("PRIVATE KEY");
    assertThat(console.id("secret-close")).isDisabled();
    console.picture("secret-once");
    console.id("secret-stored").locator("input").check();
    console.id("secret-close").click();

    assertThat(console.id("secret-private_key_data")).hasCount(0);
    assertThat(console.id("serviceAccountKeys-row-first")).isVisible();
  }
}

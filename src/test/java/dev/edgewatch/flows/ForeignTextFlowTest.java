package dev.edgewatch.flows;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.iam.v1.Group;
import dev.edgewatch.api.iam.v1.Project;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.types.MultiRegionPolicy;
import dev.edgewatch.demo.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts that anybody may have typed are shown as they are, wherever they are shown. */
class ForeignTextFlowTest {

  /** A row is 40 px high or so: all of them are on the screen at once. */
  private static final int TALL = 4000;

  /** Everything below a page, through all shadow roots, that no page of ours has. */
  private static final String FOREIGN_NODES =
      """
      () => {
        const found = [];
        const look = root => {
          for (const node of root.querySelectorAll('*')) {
            const foreign = [...node.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value) && /href|src|action|data/.test(a.name));
            const running = node.matches('script') && node.textContent.includes('alert(1)');
            if (foreign || running || node.matches('img[src=x], iframe, object, embed, marquee, meta[http-equiv=refresh], [href*="evil.example"]')) {
              found.push(node.outerHTML.slice(0, 200));
            }
            if (node.shadowRoot) look(node.shadowRoot);
          }
        };
        look(document);
        return found;
      }
      """;

  @RegisterExtension final OneDemo one = new OneDemo();
  private final List<String> texts = texts();

  /** Another one each time: the one before may still be on its way out. */
  private final String id = "foreign-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private final String project = "projects/" + id;
  private final String pages = "/organizations/acme/" + project;
  private Operator operator;
  private ConsolePage console;

  private static List<String> texts() {
    try {
      return Files.readAllLines(Path.of("src/test/resources/attacks/scripts.txt"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @BeforeEach
  void aProjectFullOfThem() {
    operator = new Operator(one.demo());
    operator.create(
        "iam.edgelq.com/Project",
        "",
        Project.newBuilder()
            .setName(project)
            .setTitle(texts.getFirst())
            .setParentOrganization("organizations/acme")
            .setMultiRegionPolicy(
                MultiRegionPolicy.newBuilder()
                    .addEnabledRegions(Demo.REGIONS.getFirst())
                    .setDefaultControlRegion(Demo.REGIONS.getFirst()))
            .addEnabledServices("services/devices.edgelq.com")
            .build());
    console = one.tall(TALL);
    console
        .page()
        .addInitScript(
            "window.attacks = []; window.alert = window.confirm = window.prompt = said => window.attacks.push(String(said));");
  }

  @AfterEach
  void nothingRan() {
    try {
      for (Page page : console.page().context().pages()) {
        assertThat(page.evaluate("window.attacks.length")).isEqualTo(0);
      }
    } finally {
      operator.delete("iam.edgelq.com/Project", project);
      operator.close();
    }
  }

  private void assertNoForeignNodes() {
    assertThat((List<?>) console.page().evaluate(FOREIGN_NODES)).isEmpty();
  }

  private static String id(int number) {
    return "foreign-%02d".formatted(number);
  }

  private void devices() {
    String parent = project + "/regions/" + Demo.REGIONS.getFirst();
    IntStream.range(0, texts.size())
        .forEach(
            number ->
                // A project is known to the other services a moment later.
                await()
                    .ignoreExceptions()
                    .until(() -> device(parent, id(number), texts.get(number)) != null));
  }

  private String device(String parent, String id, String text) {
    return operator.create(
        "devices.edgelq.com/Device",
        parent,
        Device.newBuilder()
            .setName(parent + "/devices/" + id)
            .setDisplayName(text)
            .setDescription(text)
            .setMetadata(Meta.newBuilder().putAnnotations("note", text))
            .build());
  }

  @Test
  void inListsPanesFormsAndTexts() {
    devices();
    console.signIn("ann", pages + "/devices?orderBy=name&columns=name,display_name,description");
    console.settledGrid();
    for (int number = 0; number < texts.size(); number++) {
      assertThat(console.row(id(number))).isVisible();
      assertThat(console.page().getByText(texts.get(number), exact()).first()).isVisible();
    }
    assertNoForeignNodes();
    console.picture("foreign-texts");

    console.page().setViewportSize(1440, 900);
    for (String tab : List.of("overview", "configuration", "yaml")) {
      for (int number = 0; number < texts.size(); number += 16) {
        console.open(pages + "/devices/" + Demo.REGIONS.getFirst() + "/" + id(number) + "/" + tab);
        assertThat(console.id("device-detail")).isVisible();
        console.settledGrid();
        assertNoForeignNodes();
      }
    }
  }

  private static Page.GetByTextOptions exact() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  void inTitlesOfProjectsAndInPagesOfAnyType() {
    for (int number = 0; number < texts.size(); number++) {
      operator.create(
          "iam.edgelq.com/Group",
          project,
          Group.newBuilder()
              .setName(project + "/groups/" + id(number))
              .setDisplayName(texts.get(number))
              .setDescription(texts.get(number))
              .build());
    }
    console.signIn("ann", "/");
    assertThat(console.id("project-" + id).first()).containsText(texts.getFirst());
    assertNoForeignNodes();
    console.open(pages + "/types/iam.edgelq.com/groups?columns=name,display_name,description");
    console.settledGrid("groups");
    for (String text : texts) {
      assertThat(console.page().getByText(text, exact()).first()).isVisible();
    }
    assertThat(console.id("scope-picker").first()).containsText(texts.getFirst());
    assertNoForeignNodes();
  }

  @Test
  void inAddressesAndFilters() {
    console.signIn("ann", pages + "/devices");
    console.settledGrid();
    for (int number = 0; number < texts.size(); number += 5) {
      String text = URLEncoder.encode(texts.get(number), StandardCharsets.UTF_8);
      console.open(pages + "/devices?filter=" + text + "&orderBy=" + text + "&columns=" + text);
      console.settledGrid();
      assertThat(console.id("address-note").first()).isVisible();
      assertNoForeignNodes();
      console.filter("display_name = \"" + texts.get(number).replaceAll("[\"\\\\]", "") + "\"");
      console.settledGrid();
      assertNoForeignNodes();
    }
  }
}

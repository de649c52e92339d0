package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.edgewatch.api.types.View;
import dev.edgewatch.api.widgets.v1.Gadget;
import dev.edgewatch.api.widgets.v1.Maker;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ListResponse;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.widgets.Widgets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A type that only tests know works from the database to the wire. */
class WidgetsTest {
  private static TestIssuer issuer;
  private static TestRegion region;
  private static Caller ann;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer, Widgets.CATALOG);
    ann = region.ann();
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Test
  void aWidgetIsWrittenReadListedSearchedAndWatched() throws Exception {
    Resource created = ann.create(Widgets.WIDGET, PARENT, Widgets.richWidget(PARENT, "w1").build());
    Widget widget = created.as(Widget.class);
    assertThat(widget.getSpec().getExtra().getFieldsOrThrow("grade").getStringValue())
        .isEqualTo("A");
    assertThat(ann.get(Widgets.WIDGET, created.name()).encoded()).isEqualTo(created.encoded());
    FieldMask whole = FieldMask.getDefaultInstance();
    String green = "spec.color = \"GREEN\"";
    ListRequest list = new ListRequest(PARENT, 10, "", "", green, whole, View.UNSPECIFIED, false);
    assertThat(ann.list(Widgets.WIDGET, list).resources()).containsExactly(created.encoded());
    SearchRequest search =
        new SearchRequest(PARENT, 10, "", "", green, whole, View.UNSPECIFIED, "w-0001");
    assertThat(
            ListResponse.decode(ann.ask(Widgets.WIDGET, StandardMethod.SEARCH, search)).resources())
        .containsExactly(created.encoded());
    WatchManyRequest page =
        WatchManyRequest.page(PARENT, "", "", "", 10, FieldMask.getDefaultInstance());
    try (StreamRecording stream =
        new StreamRecording(ann, Widgets.WIDGET, StandardMethod.WATCH_MANY, page)) {
      assertThat(stream.nextMany().changes().changes()).hasSize(1);
      Widget broken = Widgets.widget(PARENT, "w1").setStatus(widget.getStatus()).build();
      ann.update(
          Widgets.WIDGET,
          broken.toBuilder()
              .setStatus(
                  broken.getStatus().toBuilder().setPhase(Widget.Status.Phase.BROKEN).build())
              .build(),
          "status.phase");
      assertThat(stream.nextMany().changes().changes()).hasSize(1);
    }
  }

  @Test
  void aTypeMayLiveAtTheRootInAProjectAndInARegion() {
    Caller operator = region.operator();
    operator.create(
        Widgets.MAKER, "", Maker.newBuilder().setName("makers/smith").setCountry("PL").build());
    operator.create(Widgets.GADGET, "", Gadget.newBuilder().setName("gadgets/gear").build());
    for (String parent : List.of(TestRegion.COLD_CHAIN, PARENT)) {
      Gadget gadget = Gadget.newBuilder().setName(parent + "/gadgets/gear").build();
      assertThat(ann.create(Widgets.GADGET, parent, gadget).name()).isEqualTo(gadget.getName());
    }
  }

  @Test
  void noFileOfTheProgramNamesThem() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      assertThat(files.filter(Files::isRegularFile).filter(WidgetsTest::namesWidgets)).isEmpty();
    }
  }

  private static boolean namesWidgets(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.contains("widgets.edgewatch.test") || text.contains("widgets.v1");
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}

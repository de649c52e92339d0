package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.DEVICE;
import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.widgets.Widgets.CRATE;
import static dev.edgewatch.widgets.Widgets.GADGET;
import static dev.edgewatch.widgets.Widgets.ITEM;
import static dev.edgewatch.widgets.Widgets.NOTE;
import static dev.edgewatch.widgets.Widgets.SEAL;
import static dev.edgewatch.widgets.Widgets.WIDGET;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.Status;
import dev.edgewatch.api.widgets.v1.Crate;
import dev.edgewatch.api.widgets.v1.Gadget;
import dev.edgewatch.api.widgets.v1.Item;
import dev.edgewatch.api.widgets.v1.Note;
import dev.edgewatch.api.widgets.v1.Seal;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.routing.Headers;
import dev.edgewatch.widgets.Widgets;
import io.grpc.Status.Code;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to those who refer, and to what lives below, in the transaction of a deletion. */
class DeletionsTest {
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

  private String gadget(String id) {
    return ann.create(
            GADGET, PARENT, Gadget.newBuilder().setName(PARENT + "/gadgets/" + id).build())
        .name();
  }

  private Widget created(Widget.Builder widget) {
    return ann.create(WIDGET, PARENT, widget.build()).as(Widget.class);
  }

  private Widget get(Widget widget) {
    return ann.get(WIDGET, widget.getName()).as(Widget.class);
  }

  private boolean exists(ResourceType type, String name) {
    return Caller.found(() -> ann.get(type, name));
  }

  private static List<String> blockers(Status refusal) throws Exception {
    assertThat(refusal.getCode()).isEqualTo(Code.FAILED_PRECONDITION.value());
    for (var detail : refusal.getDetailsList()) {
      if (detail.is(PreconditionFailure.class)) {
        return detail.unpack(PreconditionFailure.class).getViolationsList().stream()
            .map(PreconditionFailure.Violation::getSubject)
            .toList();
      }
    }
    return List.of();
  }

  @Test
  void aBlockingReferenceOfAnotherServiceForbidsTheDeletionAndIsNamed() throws Exception {
    String device = ann.create(DEVICE, PARENT, TestRegion.device("blocked", "x")).name();
    Widget.Builder widget = Widgets.widget(PARENT, "on-device");
    widget.getSpecBuilder().setDevice(device);
    Widget referring = created(widget);

    Status refusal = Caller.refusal(() -> ann.delete(DEVICE, device));

    assertThat(blockers(refusal)).containsExactly(referring.getName());
    assertThat(refusal.getMessage()).contains(referring.getName());
    ann.delete(WIDGET, referring.getName());
    ann.delete(DEVICE, device);
  }

  @Test
  void atMostTenOfThoseThatBlockAreNamed() throws Exception {
    String device = ann.create(DEVICE, PARENT, TestRegion.device("crowded", "x")).name();
    for (int i = 0; i < 12; i++) {
      Widget.Builder widget = Widgets.widget(PARENT, "crowd" + i);
      widget.getSpecBuilder().setDevice(device);
      created(widget);
    }
    assertThat(blockers(Caller.refusal(() -> ann.delete(DEVICE, device)))).hasSize(10);
  }

  @Test
  void referencesThatAreUnsetAreClearedWithTheDeletion() {
    String gone = gadget("gone");
    String other = gadget("other");
    Widget.Builder widget = Widgets.widget(PARENT, "unset");
    widget.getSpecBuilder().setGadget(gone).addSpareGadgets(other).addSpareGadgets(gone);
    widget.addPartsBuilder().setLabel("frame").setGadget(gone);
    widget.addPartsBuilder().setLabel("lid").setGadget(other);
    Widget before = created(widget);

    ann.delete(GADGET, gone);

    Caller seeing = ann.and(Headers.AT_LEAST, ann.trailer(Headers.POSITION));
    Widget after = seeing.get(WIDGET, before.getName()).as(Widget.class);
    assertThat(after.getSpec().getGadget()).isEmpty();
    assertThat(after.getSpec().getSpareGadgetsList()).containsExactly(other);
    assertThat(after.getPartsList())
        .containsExactly(
            Widget.Part.newBuilder().setLabel("frame").build(),
            Widget.Part.newBuilder().setLabel("lid").setGadget(other).build());
    assertThat(after.getMetadata().getGeneration()).isEqualTo(2);
    assertThat(after.getMetadata().getResourceVersion())
        .isNotEqualTo(before.getMetadata().getResourceVersion());
  }

  @Test
  void whatCascadesIsDeletedWithItAndSoOnThroughCycles() {
    String first = gadget("first");
    String second =
        ann.create(
                GADGET,
                PARENT,
                Gadget.newBuilder().setName(PARENT + "/gadgets/second").setTwin(first).build())
            .name();
    ann.update(GADGET, Gadget.newBuilder().setName(first).setTwin(second).build(), "twin");
    Widget.Builder based = Widgets.widget(PARENT, "based");
    based.getSpecBuilder().setBase(second);
    Widget widget = created(based);

    ann.delete(GADGET, first);

    assertThat(exists(GADGET, first)).isFalse();
    assertThat(exists(GADGET, second)).isFalse();
    assertThat(exists(WIDGET, widget.getName())).isFalse();
  }

  @Test
  void whoGoesAsWellDoesNotBlock() throws Exception {
    String base = gadget("base");
    String device = ann.create(DEVICE, PARENT, TestRegion.device("free", "x")).name();
    Widget.Builder based = Widgets.widget(PARENT, "based-on-device");
    based.getSpecBuilder().setBase(base).setDevice(device);
    Widget widget = created(based);
    Crate crate = Crate.newBuilder().setName(PARENT + "/crates/none").build();
    ann.create(CRATE, PARENT, crate);
    ann.delete(GADGET, base);
    assertThat(exists(WIDGET, widget.getName())).isFalse();
    ann.delete(DEVICE, device);
  }

  @Test
  void aReferenceThatMayDangleDangles() {
    Widget old = created(Widgets.widget(PARENT, "predecessor"));
    Widget.Builder successor = Widgets.widget(PARENT, "successor");
    successor.getSpecBuilder().setPredecessor(old.getName());
    Widget widget = created(successor);
    ann.delete(WIDGET, old.getName());
    assertThat(get(widget).getSpec().getPredecessor()).isEqualTo(old.getName());
  }

  @Test
  void aDeletionThatWouldTakeTooMuchWithItIsRefused() throws Exception {
    String base = gadget("popular");
    List<Message> many =
        IntStream.rangeClosed(0, Deletion.MOST)
            .<Message>mapToObj(
                i -> {
                  Widget.Builder widget = Widgets.widget(PARENT, "popular" + i);
                  widget.getSpecBuilder().setBase(base);
                  return widget.build();
                })
            .toList();
    many.parallelStream().forEach(widget -> region.ann().create(WIDGET, PARENT, widget));

    Status refusal = Caller.refusal(() -> ann.delete(GADGET, base));

    assertThat(refusal.getMessage()).contains("more than 1000 resources");
    assertThat(blockers(refusal)).hasSizeLessThanOrEqualTo(10);
    ann.delete(WIDGET, PARENT + "/widgets/popular0");
    ann.delete(WIDGET, PARENT + "/widgets/popular1");
    ann.delete(GADGET, base);
    assertThat(exists(WIDGET, PARENT + "/widgets/popular2")).isFalse();
  }

  @Test
  void whatLivesBelowIsDeletedWithItOrForbidsIt() throws Exception {
    String crate = ann.create(CRATE, PARENT, crate("c1")).name();
    String item =
        ann.create(ITEM, crate, Item.newBuilder().setName(crate + "/items/i1").build()).name();
    String note =
        ann.create(NOTE, item, Note.newBuilder().setName(item + "/notes/n1").build()).name();
    String seal =
        ann.create(SEAL, crate, Seal.newBuilder().setName(crate + "/seals/s1").build()).name();

    assertThat(blockers(Caller.refusal(() -> ann.delete(CRATE, crate)))).containsExactly(seal);
    assertThat(exists(NOTE, note)).isTrue();
    ann.delete(SEAL, seal);
    ann.delete(CRATE, crate);

    assertThat(exists(ITEM, item)).isFalse();
    assertThat(exists(NOTE, note)).isFalse();
  }

  private static Crate crate(String id) {
    return Crate.newBuilder().setName(PARENT + "/crates/" + id).build();
  }

  @Test
  void nothingIsCreatedBelowWhatIsDeletedMeanwhile() throws Exception {
    for (int round = 0; round < 20; round++) {
      String crate = ann.create(CRATE, PARENT, crate("race" + round)).name();
      String item = crate + "/items/i1";
      Thread creating =
          Thread.startVirtualThread(
              () -> {
                try {
                  region.ann().create(ITEM, crate, Item.newBuilder().setName(item).build());
                } catch (io.grpc.StatusRuntimeException parentGone) {
                  assertThat(parentGone.getStatus().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
                }
              });
      ann.delete(CRATE, crate);
      creating.join();
      assertThat(exists(ITEM, item)).isFalse();
    }
  }

  @Test
  void onlyNamesOfTheirTypeAreReferredTo() {
    Widget.Builder odd = Widgets.widget(PARENT, "odd");
    odd.getSpecBuilder().setGadget("gadgets/../etc");
    Status refusal = Caller.refusal(() -> created(odd));
    assertThat(refusal.getCode()).isEqualTo(Code.INVALID_ARGUMENT.value());
    assertThat(refusal.getMessage()).startsWith("spec.gadget is 'gadgets/../etc'");
    Widget.Builder anyone = Widgets.widget(PARENT, "anyone");
    anyone.getSpecBuilder().setGadget(PARENT + "/gadgets/-");
    assertThat(Caller.code(() -> created(anyone))).isEqualTo(Code.INVALID_ARGUMENT);
    Widget.Builder missing = Widgets.widget(PARENT, "missing");
    missing.addPartsBuilder().setGadget(PARENT + "/gadgets/none");
    assertThat(Caller.code(() -> created(missing))).isEqualTo(Code.FAILED_PRECONDITION);
  }
}

package dev.edgewatch.region;

import static dev.edgewatch.region.TestRegion.PARENT;
import static dev.edgewatch.widgets.Widgets.WIDGET;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.type.LatLng;
import dev.edgewatch.api.types.Lifecycle;
import dev.edgewatch.api.types.OwnerReference;
import dev.edgewatch.api.types.View;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.ResourceChange;
import dev.edgewatch.resource.standard.ResponseMask;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.resource.standard.WatchOneResponse;
import dev.edgewatch.widgets.Widgets;
import io.grpc.Status.Code;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rows of contract section 2.2 about updates, and what gaps B and D3 decide. */
class UpdatesTest {
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

  private static Widget created(String id) {
    return created(Widgets.richWidget(PARENT, id));
  }

  private static Widget created(Widget.Builder widget) {
    return ann.create(WIDGET, PARENT, widget.build()).as(Widget.class);
  }

  private static Widget update(Widget sent, String... paths) {
    return ann.update(WIDGET, sent, paths).as(Widget.class);
  }

  private static Widget get(Caller caller, Widget widget) {
    return caller.get(WIDGET, widget.getName()).as(Widget.class);
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }

  private static Widget ask(Caller caller, UpdateRequest request)
      throws InvalidProtocolBufferException {
    return Widget.parseFrom(caller.ask(WIDGET, StandardMethod.UPDATE, request));
  }

  @Test
  void masksReachIntoMessagesMapsAndKeysOfEveryKind() {
    Widget before = created("masks");
    Widget.Builder sent = Widgets.widget(PARENT, "masks");
    sent.getSpecBuilder()
        .setSizeMm(7)
        .putPorts(443, "secure")
        .getBatteryBuilder()
        .setCapacityMah(1);
    sent.putSlots("right", Widget.Slot.newBuilder().setLabel("Right").build());
    sent.putSlots("left", Widget.Slot.newBuilder().setLabel("Renamed").build());

    Widget after =
        update(
            sent.build(),
            "spec.size_mm",
            "spec.ports.443",
            "slots.right",
            "slots.left.label",
            "spec.battery.capacity_mah");

    Widget.Builder expected = before.toBuilder().setMetadata(after.getMetadata());
    expected
        .getSpecBuilder()
        .setSizeMm(7)
        .putPorts(443, "secure")
        .getBatteryBuilder()
        .setCapacityMah(1);
    expected.putSlots("right", Widget.Slot.newBuilder().setLabel("Right").build());
    expected.putSlots(
        "left", before.getSlotsOrThrow("left").toBuilder().setLabel("Renamed").build());
    assertThat(after).isEqualTo(expected.build());
  }

  @Test
  void aMaskedFieldThatIsNotSentIsClearedAndAKeyIsTakenAway() {
    Widget before = created("cleared");
    Widget after =
        update(
            Widgets.widget(PARENT, "cleared").build(),
            "description",
            "parts",
            "slots.left",
            "spec.warranty");
    assertThat(after.getDescription()).isEmpty();
    assertThat(after.getPartsList()).isEmpty();
    assertThat(after.getSlotsMap()).isEmpty();
    assertThat(after.getSpec().hasWarranty()).isFalse();
    assertThat(after.getSpec().getExtra()).isEqualTo(before.getSpec().getExtra());
  }

  @Test
  void wrongMasksAreRefused() {
    Widget widget = created("wrong");
    for (String path :
        List.of(
            "",
            "*",
            "nothing",
            "spec.nothing",
            "parts.label",
            "slots.left.label.x",
            "spec.color.x",
            "spec..color")) {
      assertThat(Caller.code(() -> update(widget, path))).as(path).isEqualTo(Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void whatOnlyTheServerWritesIsIgnoredInBodyAndMask() {
    Widget.Builder forged = Widgets.widget(PARENT, "forged");
    forged.getSpecBuilder().setAssignedNumber(66);
    forged.getApprovalBuilder().setApprover("me");
    forged.getStatusBuilder().setObservedGeneration(9);
    forged
        .getMetadataBuilder()
        .setGeneration(77)
        .putShards("ring", 3)
        .getLifecycleBuilder()
        .setState(Lifecycle.State.DELETING)
        .setBlockDeletion(true);
    Widget created = created(forged);
    assertThat(created.getSpec().getAssignedNumber()).isZero();
    assertThat(created.hasApproval()).isFalse();
    assertThat(created.getStatus().getObservedGeneration()).isZero();
    assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(created.getMetadata().getShardsMap()).isEmpty();
    assertThat(created.getMetadata().getLifecycle().getState()).isEqualTo(Lifecycle.State.ACTIVE);
    assertThat(created.getMetadata().getLifecycle().getBlockDeletion()).isFalse();

    Widget after =
        update(
            forged.build(),
            "spec.assigned_number",
            "approval",
            "approval.approver",
            "status.observed_generation",
            "metadata.uuid",
            "metadata.resource_version",
            "metadata.lifecycle.state",
            "metadata.generation",
            "name");

    assertThat(after).isEqualTo(created);
    Widget replaced = update(forged.setDescription("replaced").build());
    assertThat(replaced.getMetadata().getGeneration()).isEqualTo(2);
    assertThat(replaced.hasApproval()).isFalse();
  }

  @Test
  void anUpdateThatMeansTheSameWritesNothingAndWakesNobody() throws Exception {
    Widget before = created(Widgets.widget(PARENT, "same"));
    Widget.Builder same =
        before.toBuilder()
            .setLayout(Widget.Layout.getDefaultInstance())
            .setSpec(
                Widget.Spec.newBuilder()
                    .setLocation(LatLng.getDefaultInstance())
                    .addSpareGadgets(""));
    try (StreamRecording stream =
        new StreamRecording(
            ann,
            WIDGET,
            StandardMethod.WATCH_ONE,
            new WatchOneRequest(before.getName(), mask(), View.UNSPECIFIED))) {
      stream.next();
      assertThat(update(same.build())).isEqualTo(before);
      assertThat(update(before, "spec", "metadata", "slots.left")).isEqualTo(before);
      Widget changed = update(before.toBuilder().setDescription("other").build(), "description");
      var change = WatchOneResponse.decode(stream.next()).change();
      assertThat(change)
          .isInstanceOfSatisfying(
              ResourceChange.Modified.class,
              modified -> assertThat(modified.resource()).isEqualTo(changed.toByteString()));
    }
  }

  @Test
  void theGenerationCountsChangesOfTheSpecOnly() {
    Widget widget = created("generation");
    Widget.Builder sent = widget.toBuilder();
    sent.getStatusBuilder().setPhase(Widget.Status.Phase.BROKEN);
    sent.getMetadataBuilder().putLabels("new", "label");
    sent.getSpecBuilder().setSizeMm(1).setAccessCode("secret");
    assertThat(update(sent.build(), "status.phase").getMetadata().getGeneration()).isEqualTo(1);
    assertThat(update(sent.build(), "metadata.labels").getMetadata().getGeneration()).isEqualTo(1);
    assertThat(update(sent.build(), "spec.size_mm").getMetadata().getGeneration()).isEqualTo(2);
    assertThat(update(sent.build(), "spec.access_code").getMetadata().getGeneration()).isEqualTo(3);
    Widget last = update(sent.setDisplayName("New").build(), "display_name", "status.phase");
    assertThat(last.getMetadata().getGeneration()).isEqualTo(4);
    assertThat(Long.parseLong(last.getMetadata().getResourceVersion()))
        .isGreaterThan(Long.parseLong(widget.getMetadata().getResourceVersion()));
  }

  @Test
  void aConditionIsAboutTheFieldsItNames() throws Exception {
    Widget base = created("cas");
    Widget theirs = update(base.toBuilder().setDescription("theirs").build(), "description");
    UpdateRequest mine = withCondition(base, "spec.size_mm", "spec.color", "slots");
    assertThat(ask(ann, mine).getSpec().getSizeMm()).isEqualTo(base.getSpec().getSizeMm() + 1);
    assertThat(Caller.code(() -> ann.ask(WIDGET, StandardMethod.UPDATE, mine)))
        .isEqualTo(Code.ABORTED);
    UpdateRequest whole = withCondition(theirs);
    assertThat(Caller.code(() -> ann.ask(WIDGET, StandardMethod.UPDATE, whole)))
        .isEqualTo(Code.ABORTED);
    assertThat(
            Caller.code(
                () -> ann.ask(WIDGET, StandardMethod.UPDATE, withCondition(base, "no.such"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  private static UpdateRequest withCondition(Widget base, String... compared) {
    Widget.Builder sent = base.toBuilder();
    sent.getSpecBuilder().setSizeMm(base.getSpec().getSizeMm() + 1);
    return new UpdateRequest(
        sent.build().toByteString(),
        mask("spec.size_mm"),
        Optional.of(new UpdateRequest.Cas(base.toByteString(), mask(compared))),
        false,
        new ResponseMask.Whole());
  }

  @Test
  void whatIsMissingIsCreatedWholeWhenThatIsAllowed() throws Exception {
    Widget sent = Widgets.richWidget(PARENT, "missing").build();
    UpdateRequest request =
        new UpdateRequest(
            sent.toByteString(),
            mask("description"),
            Optional.empty(),
            true,
            new ResponseMask.Whole());
    Widget created = ask(ann, request);
    assertThat(created.getSpec()).isEqualTo(sent.getSpec());
    assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    UpdateRequest unnamed =
        new UpdateRequest(
            Widget.newBuilder().setDisplayName("x").build().toByteString(),
            mask(),
            Optional.empty(),
            true,
            new ResponseMask.Whole());
    assertThat(Caller.code(() -> ann.ask(WIDGET, StandardMethod.UPDATE, unnamed)))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void wildcardsAreNoNamesToWrite() {
    Widget any = Widgets.widget(PARENT, "any").setName(PARENT + "/widgets/-").build();
    assertThat(Caller.code(() -> update(any, "description"))).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Caller.code(() -> ann.delete(WIDGET, any.getName())))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void answersHoldWhatIsAskedFor() throws Exception {
    Widget base = created("answers");
    Widget.Builder sent = base.toBuilder().setDescription("New");
    sent.getSpecBuilder().setSizeMm(5);
    Widget updated =
        ask(
            ann,
            answering(
                sent.build(), new ResponseMask.UpdatedFields(), "description", "spec.size_mm"));
    Widget.Builder expected = Widget.newBuilder().setName(base.getName()).setDescription("New");
    expected.getSpecBuilder().setSizeMm(5);
    assertThat(updated.toBuilder().clearMetadata().build()).isEqualTo(expected.build());
    assertThat(updated.getMetadata().getGeneration()).isEqualTo(2);
    assertThat(updated.getMetadata().getUuid()).isEmpty();

    assertThat(ask(ann, answering(sent.build(), new ResponseMask.UpdatedFields(), "description")))
        .as("nothing was changed")
        .isEqualTo(Widget.newBuilder().setName(base.getName()).build());
    assertThat(
            ann.ask(
                WIDGET,
                StandardMethod.UPDATE,
                answering(sent.build(), new ResponseMask.Nothing(), "description")))
        .isEqualTo(ByteString.EMPTY);
    assertThat(
            ask(
                    ann,
                    answering(
                        sent.build(), new ResponseMask.Body(mask("spec.color")), "description"))
                .getSpec())
        .isEqualTo(Widget.Spec.newBuilder().setColor(Widget.Color.GREEN).build());
    assertThat(
            Caller.code(
                () ->
                    ann.ask(
                        WIDGET,
                        StandardMethod.UPDATE,
                        answering(
                            sent.setDescription("not written").build(),
                            new ResponseMask.Body(mask("no.such")),
                            "description"))))
        .isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(get(ann, base).getDescription()).isEqualTo("New");
  }

  private static UpdateRequest answering(Widget sent, ResponseMask answer, String... paths) {
    return new UpdateRequest(sent.toByteString(), mask(paths), Optional.empty(), false, answer);
  }

  private static OwnerReference owner(String name) {
    return OwnerReference.newBuilder()
        .setKind("widgets.edgewatch.test/Gadget")
        .setName(PARENT + "/gadgets/" + name)
        .setRegion("us-west2")
        .build();
  }

  private static Widget owned(String id, OwnerReference... owners) {
    Widget.Builder widget = Widgets.widget(PARENT, id);
    widget.getMetadataBuilder().addAllOwnerReferences(List.of(owners));
    return widget.build();
  }

  @Test
  void ownerReferencesAreMergedByName() {
    created(owned("owned", owner("a1"), owner("b1")).toBuilder());
    OwnerReference marked = owner("b1").toBuilder().setController(true).build();
    assertThat(owners(update(owned("owned", marked, owner("c1")), "metadata.owner_references")))
        .containsExactly(owner("a1"), marked, owner("c1"));
    assertThat(owners(update(owned("owned", owner("d1")))))
        .containsExactly(owner("a1"), marked, owner("c1"), owner("d1"));
    assertThat(owners(update(owned("owned"), "metadata"))).hasSize(4);
  }

  @Test
  void ownerReferencesAreTakenAwayByNamingThoseThatStay() {
    created(owned("less", owner("a1"), owner("b1"), owner("c1")).toBuilder());
    assertThat(owners(update(owned("less", owner("c1")), "metadata.owner_references")))
        .containsExactly(owner("c1"));
    assertThat(owners(update(owned("less"), "metadata.owner_references"))).isEmpty();
  }

  private static List<OwnerReference> owners(Widget widget) {
    return widget.getMetadata().getOwnerReferencesList();
  }

  private static Widget budgeted(String id, long budget) {
    Widget.Builder widget = Widgets.widget(PARENT, id);
    widget.getSpecBuilder().setBudget(budget);
    return widget.build();
  }

  @Test
  void aFieldWithAPermissionOfItsOwnIsNotSetWithoutIt() {
    var refusal = Caller.refusal(() -> created(budgeted("rich", 5).toBuilder()));
    assertThat(refusal.getCode()).isEqualTo(Code.PERMISSION_DENIED.value());
    assertThat(refusal.getMessage()).contains("widgets.setBudget").contains("spec.budget");

    region.operator().create(WIDGET, PARENT, budgeted("rich", 5));
    assertThat(Caller.code(() -> update(budgeted("rich", 6), "spec.budget")))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> update(budgeted("rich", 6)))).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Caller.code(() -> update(budgeted("rich", 0), "spec.budget")))
        .isEqualTo(Code.PERMISSION_DENIED);
    UpdateRequest missing =
        new UpdateRequest(
            budgeted("richer", 7).toByteString(),
            mask(),
            Optional.empty(),
            true,
            new ResponseMask.Whole());
    assertThat(Caller.code(() -> ann.ask(WIDGET, StandardMethod.UPDATE, missing)))
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(get(ann, budgeted("rich", 0)).getSpec().getBudget()).isEqualTo(5);
  }

  @Test
  void whoMayNotSetAFieldLeavesItAsItIs() {
    region.operator().create(WIDGET, PARENT, budgeted("kept", 5));
    Widget.Builder sent = Widgets.widget(PARENT, "kept");
    sent.getSpecBuilder().setSizeMm(3);
    assertThat(update(sent.build(), "spec").getSpec().getBudget()).isEqualTo(5);
    assertThat(update(sent.setDescription("all").build()).getSpec().getBudget()).isEqualTo(5);
    assertThat(update(budgeted("kept", 5), "spec.budget").getSpec().getBudget()).isEqualTo(5);
  }

  private static Widget coded(String id, String code) {
    Widget.Builder widget = Widgets.widget(PARENT, id);
    widget.getSpecBuilder().setSizeMm(1).setAccessCode(code);
    return widget.build();
  }

  @Test
  void whatOneMayNotReadIsLeftOutEverywhere() throws Exception {
    Widget created = created(coded("coded", "s3cret").toBuilder());
    assertThat(created.getSpec().getAccessCode()).isEmpty();
    assertThat(get(ann, created).getSpec())
        .isEqualTo(Widget.Spec.newBuilder().setSizeMm(1).build());
    assertThat(get(region.operator(), created).getSpec().getAccessCode()).isEqualTo("s3cret");
    assertThat(get(region.sibling(), created).getSpec().getAccessCode()).isEqualTo("s3cret");
    GetRequest asking =
        new GetRequest(created.getName(), mask("spec.access_code"), View.UNSPECIFIED);
    assertThat(Widget.parseFrom(ann.ask(WIDGET, StandardMethod.GET, asking)))
        .isEqualTo(Widget.newBuilder().setName(created.getName()).build());
    assertThat(
            ask(
                    ann,
                    answering(
                        coded("coded", "n3w"),
                        new ResponseMask.Body(mask("spec.access_code")),
                        "spec.access_code"))
                .getSpec()
                .getAccessCode())
        .isEmpty();
    assertThat(get(region.operator(), created).getSpec().getAccessCode()).isEqualTo("n3w");
  }

  @Test
  void whatOneMayNotReadIsNotFoundOutInOtherWays() {
    created(coded("guarded", "s3cret").toBuilder());
    for (var request :
        List.of(
            list("spec.access_code = \"s3cret\"", ""),
            list("NOT (display_name = \"x\" AND spec.access_code != \"a\")", ""),
            list("", "spec.access_code desc"))) {
      assertThat(Caller.code(() -> ann.list(WIDGET, request))).isEqualTo(Code.PERMISSION_DENIED);
    }
    UpdateRequest guess =
        new UpdateRequest(
            coded("guarded", "").toByteString(),
            mask("description"),
            Optional.of(
                new UpdateRequest.Cas(
                    coded("guarded", "s3cret").toByteString(), mask("spec.access_code"))),
            false,
            new ResponseMask.Whole());
    assertThat(Caller.code(() -> ann.ask(WIDGET, StandardMethod.UPDATE, guess)))
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static ListRequest list(String filter, String order) {
    return new ListRequest(
        PARENT, 10, "", order, filter, FieldMask.getDefaultInstance(), View.UNSPECIFIED, false);
  }

  @Test
  void whoDoesNotSeeAFieldDoesNotClearItUnknowingly() {
    Widget created = created(coded("unseen", "s3cret").toBuilder());
    Widget seen = get(ann, created);
    update(seen.toBuilder().setDescription("replaced").build());
    update(seen, "spec");
    assertThat(get(region.operator(), created).getSpec().getAccessCode()).isEqualTo("s3cret");
    update(seen, "spec.access_code");
    assertThat(get(region.operator(), created).getSpec().getAccessCode()).isEmpty();
  }

  @Test
  void aNameThatExistsIsNotCreatedTwiceAndParentsFit() {
    Widget widget = created("twice");
    assertThat(get(ann, widget)).isEqualTo(widget);
    assertThat(Caller.code(() -> created("twice"))).isEqualTo(Code.ALREADY_EXISTS);
    CreateRequest elsewhere = CreateRequest.of(TestRegion.FOREIGN_PARENT, widget.toByteString());
    assertThat(Caller.code(() -> ann.ask(WIDGET, StandardMethod.CREATE, elsewhere)))
        .isEqualTo(Code.INVALID_ARGUMENT);
  }
}

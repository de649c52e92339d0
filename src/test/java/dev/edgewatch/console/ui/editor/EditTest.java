package dev.edgewatch.console.ui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.widgets.v1.Widget;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.widgets.Widgets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EditTest {
  private static final ResourceType TYPE = Widgets.CATALOG.type("widgets.edgewatch.test/Widget");
  private static final Widget BASE =
      Widget.newBuilder()
          .setName("projects/p/regions/r/widgets/w")
          .setMetadata(Meta.newBuilder().setGeneration(3).putLabels("a", "1"))
          .setDisplayName("Hinge")
          .setSpec(Widget.Spec.newBuilder().setSizeMm(10).setSerialNumber("s").setAssignedNumber(5))
          .build();

  private final Edit untouched = Edit.untouched(TYPE, BASE);

  @Test
  void sendsOnlyWhatTheTextChanges() {
    Edit edit = untouched.write(spec(BASE, spec -> spec.setSizeMm(11)));

    assertThat(paths(edit)).containsExactly("spec.size_mm");
    assertThat(edit.isTouched()).isTrue();
    assertThat(untouched.isTouched()).isFalse();
  }

  @Test
  void whatOnlyTheServerWritesMayBeLeftOutAndNotChanged() {
    Widget without =
        spec(BASE, Widget.Spec.Builder::clearAssignedNumber).toBuilder()
            .clearName()
            .setMetadata(Meta.newBuilder().putLabels("a", "1"))
            .build();

    assertThat(untouched.locked(without)).isEmpty();
    assertThat(untouched.write(without).isTouched()).isFalse();
    assertThat(untouched.locked(spec(BASE, spec -> spec.setAssignedNumber(6))))
        .extracting(path -> path.text())
        .containsExactly("spec.assigned_number");
  }

  @Test
  void whatOthersChangedElsewhereStays() {
    Widget theirs = spec(BASE, spec -> spec.setSerialNumber("t"));
    Edit edit = untouched.write(spec(BASE, spec -> spec.setSizeMm(11))).hear(theirs);

    assertThat(paths(edit)).containsExactly("spec.size_mm");
    assertThat(edit.hasClash()).isFalse();
    assertThat(edit.meanwhile()).isEqualTo(1);
    assertThat(edit.merged())
        .isEqualTo(spec(BASE, spec -> spec.setSizeMm(11).setSerialNumber("t")));
    assertThat(edit.keepMine().text()).isEqualTo(edit.merged());
    assertThat(edit.keepMine().meanwhile()).isZero();
  }

  @Test
  void whereBothWereAtItAPersonChooses() {
    Widget theirs = spec(BASE, spec -> spec.setSizeMm(12));
    Edit edit =
        untouched
            .write(spec(BASE, spec -> spec.setSizeMm(11).setSerialNumber("mine")))
            .hear(theirs);

    assertThat(edit.changes().stream().filter(Change::clash).map(one -> one.path().text()))
        .containsExactly("spec.size_mm");
    assertThat(paths(edit.keepMine())).containsExactly("spec.serial_number", "spec.size_mm");
    assertThat(edit.keepMine().hasClash()).isFalse();
    assertThat(paths(edit.takeTheirs())).containsExactly("spec.serial_number");
    assertThat(edit.takeTheirs().text())
        .isEqualTo(spec(theirs, spec -> spec.setSerialNumber("mine")));
  }

  @Test
  void theSameFromBothIsNoChange() {
    Widget same = spec(BASE, spec -> spec.setSizeMm(11));

    assertThat(untouched.write(same).hear(same).changes()).isEmpty();
  }

  @Test
  void changesOfTheServerAreNobodysClash() {
    Widget later =
        BASE.toBuilder().setMetadata(BASE.getMetadata().toBuilder().setGeneration(9)).build();
    Edit edit =
        untouched
            .write(
                BASE.toBuilder()
                    .setMetadata(BASE.getMetadata().toBuilder().putLabels("b", "2"))
                    .build())
            .hear(later);

    assertThat(paths(edit)).containsExactly("metadata.labels");
    assertThat(edit.hasClash()).isFalse();
    assertThat(edit.meanwhile()).isZero();
  }

  private static List<String> paths(Edit edit) {
    return edit.changes().stream().map(change -> change.path().text()).toList();
  }

  private static Widget spec(Widget widget, UnaryOperator<Widget.Spec.Builder> change) {
    return widget.toBuilder().setSpec(change.apply(widget.getSpec().toBuilder())).build();
  }
}

package dev.edgewatch.console.ui.resource;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.editor.ResourceEditor;
import dev.edgewatch.console.ui.form.ResourceForm;
import dev.edgewatch.resource.ResourceName;
import java.util.List;
import java.util.Optional;

/**
 * What the tabs of a pane say of its resource. Made once there is something to show and thrown away
 * as a whole, so that nothing of a resource stays with somebody who may not see it any more.
 */
final class PaneContents {
  /** In the order in which they are shown; the first one is shown when none is chosen. */
  static final List<String> TABS = List.of("overview", "configuration", "yaml");

  private final ResourceLook.Part overview;
  private final ResourceForm form;
  private final ResourceEditor whole;

  PaneContents(
      ResourceName resource,
      ResourceLook look,
      ResourceForm.Around around,
      ResourceActions actions) {
    overview = look.overview();
    form = new ResourceForm(resource, around, actions::save);
    whole = new ResourceEditor(resource, around.marks(), actions::save);
  }

  void show(Message now, LiveResource live) {
    overview.show(now, live);
    form.show(now, live);
    whole.show(now, live);
  }

  /** Says whether saving is possible; empty when it is. */
  void allow(Optional<String> whyNot) {
    form.allow(whyNot);
    whole.allow(whyNot);
  }

  Component page(String tab) {
    return switch (tab) {
      case "configuration" -> form;
      case "yaml" -> whole;
      default -> overview.component();
    };
  }
}

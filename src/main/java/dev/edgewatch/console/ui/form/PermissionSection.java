package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The permissions of one service, type by type, each type with a box for all of them. The boxes are
 * made when somebody opens it.
 */
final class PermissionSection extends Composite<Details> {
  private final Picked picked;
  private final Runnable onChange;
  private final Span title = Parts.span("semi", "");
  private final Span count = Parts.span("t2 s12 num end", "");
  private final Div content = Parts.div("ew-perm-types");
  private final List<Row> rows = new ArrayList<>();
  private PermissionGroups.OfService service = new PermissionGroups.OfService("", "", List.of());
  private Set<String> lacking = Set.of();
  private boolean openedForSearch;

  PermissionSection(Picked picked, Runnable onChange) {
    this.picked = picked;
    this.onChange = onChange;
    getContent().setSummary(Parts.span("row ew-perm-head", title, count));
    getContent().add(content);
    getContent().addClassName("ew-form-group");
    getContent().addOpenedChangeListener(changed -> build());
  }

  /**
   * @param open whether it is opened for its reader; what he opened himself stays open
   */
  void show(PermissionGroups.OfService now, boolean open) {
    boolean others = !now.equals(service);
    service = now;
    title.setText(now.title());
    Parts.testId(this, "permissions-" + now.domain());
    if (open && !getContent().isOpened()) {
      openedForSearch = true;
      getContent().setOpened(true);
    } else if (!open && openedForSearch) {
      openedForSearch = false;
      getContent().setOpened(false);
    }
    if (others) {
      rows.clear();
      content.removeAll();
    }
    build();
  }

  private void build() {
    if (getContent().isOpened() && rows.isEmpty()) {
      for (PermissionGroups.OfType type : service.types()) {
        Row row = new Row(type);
        rows.add(row);
        content.add(row.component());
      }
      refresh(lacking);
    }
  }

  /** Makes the boxes say what is chosen, and marks what its reader does not hold. */
  void refresh(Set<String> lackingNow) {
    lacking = lackingNow;
    List<PermissionGroups.Choice> offers = service.offers();
    long chosen = offers.stream().filter(offer -> picked.has(offer.name())).count();
    count.setText(text("permissions.of", chosen, offers.size()));
    rows.forEach(Row::refresh);
  }

  /** One type with its permissions. */
  private final class Row {
    private final PermissionGroups.OfType type;
    private final Checkbox all = new Checkbox();
    private final List<Box> boxes;

    Row(PermissionGroups.OfType type) {
      this.type = type;
      this.boxes = type.offers().stream().map(Box::new).toList();
      all.setLabel(type.title());
      all.setAriaLabel(text("permissions.all", type.title()));
      all.addClassName("semi");
      Parts.testId(all, "permissions-all-" + type.key());
      all.addValueChangeListener(
          changed -> {
            if (changed.isFromClient()) {
              chooseAll(changed.getValue());
            }
          });
    }

    /** Of what is not held only what was chosen before is touched. */
    private void chooseAll(boolean chosen) {
      type.offers().stream()
          .map(PermissionGroups.Choice::name)
          .filter(name -> !chosen || !lacking.contains(name))
          .forEach(name -> picked.set(name, chosen));
      refresh();
      onChange.run();
    }

    /** Chosen, or nothing that its reader could give. */
    private boolean isDone(PermissionGroups.Choice offer) {
      return picked.has(offer.name()) || lacking.contains(offer.name());
    }

    Component component() {
      Div choices = Parts.div("ew-perm-boxes");
      boxes.forEach(box -> choices.add(box.box));
      Div row = Parts.div("ew-perm-type", choices);
      if (!type.title().isEmpty()) {
        row.addComponentAsFirst(all);
      }
      return row;
    }

    void refresh() {
      boxes.forEach(Box::refresh);
      long chosen = type.offers().stream().filter(offer -> picked.has(offer.name())).count();
      all.setValue(chosen > 0 && type.offers().stream().allMatch(this::isDone));
      all.setIndeterminate(chosen > 0 && chosen < type.offers().size());
    }
  }

  /** One permission. */
  private final class Box {
    private final PermissionGroups.Choice offer;
    private final Checkbox box = new Checkbox();

    Box(PermissionGroups.Choice offer) {
      this.offer = offer;
      box.setLabelComponent(Parts.span("row gap4", new Span(offer.label()), new Icon("lock")));
      Parts.testId(box, "permission-" + Permissions.spoken(offer.name()));
      box.addValueChangeListener(
          changed -> {
            if (changed.isFromClient()) {
              picked.set(offer.name(), changed.getValue());
              onChange.run();
            }
          });
    }

    void refresh() {
      box.setValue(picked.has(offer.name()));
      boolean missing = lacking.contains(offer.name());
      box.getElement().getClassList().set("lacking", missing);
      box.getElement().setAttribute("data-lacking", String.valueOf(missing));
      box.getElement()
          .setAttribute(
              "title", missing ? text("permissions.lacking.one", offer.name()) : describe());
    }

    private String describe() {
      return offer.description() + " " + offer.name();
    }
  }
}

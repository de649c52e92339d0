package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.access.MyAccess;
import dev.edgewatch.console.ui.access.PageAccess;
import dev.edgewatch.console.ui.access.Permissions;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses permissions among those that the services of the regions declare. What the reader does
 * not hold himself is marked, because nobody grants what he does not hold; what no service declares
 * stays until somebody takes it out.
 */
final class PermissionsControl implements Control {
  private static final int NAMED = 4;

  private final Controls around;
  private final Runnable onChange;
  private final PageAccess access;
  private final Picked picked = new Picked();
  private final TextField search = new TextField();
  private final Span count = Parts.span("t2 s12 num", "");
  private final Div lackingNote = Parts.div("ew-note warn");
  private final Div services = Parts.div("ew-perm-services");
  private final Div frame = Parts.div("ew-perms");
  private final Map<String, PermissionSection> sections = new LinkedHashMap<>();
  private PermissionGroups groups = new PermissionGroups(List.of());
  private Set<String> lacking = Set.of();

  PermissionsControl(Controls around, String label, Runnable onChange) {
    this.around = around;
    this.onChange = onChange;
    search.setPlaceholder(text("permissions.search"));
    search.setAriaLabel(text("permissions.search"));
    search.setPrefixComponent(new Icon("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(changed -> draw());
    Parts.testId(search, "permissions-search");
    Parts.testId(count, "permissions-count");
    Parts.testId(lackingNote, "permissions-lacking");
    lackingNote.setVisible(false);
    frame.getElement().setAttribute("role", "group");
    frame.getElement().setAttribute("aria-label", label);
    Parts.testId(frame, "permissions");
    frame.add(Parts.div("row", search, count), lackingNote, services);
    access =
        new PageAccess(frame, around.session(), around.timer(), PageAccess.scopeOf(around.above()));
    access.onChange(this::showLacking);
  }

  @Override
  public Component component() {
    return frame;
  }

  @Override
  public void show(List<Object> values) {
    picked.show(values);
    draw();
  }

  @Override
  public Optional<List<Object>> values() {
    return Optional.of(picked.values());
  }

  private void draw() {
    groups = PermissionGroups.of(around.session().catalog(), picked.seen());
    boolean searched = !search.getValue().isBlank();
    List<PermissionGroups.OfService> found = groups.matching(search.getValue()).services();
    List<PermissionSection> shown = new ArrayList<>();
    for (PermissionGroups.OfService service : found) {
      PermissionSection section =
          sections.computeIfAbsent(
              service.domain(), any -> new PermissionSection(picked, this::changed));
      section.show(service, searched || service.domain().equals(PermissionGroups.UNKNOWN));
      shown.add(section);
    }
    services.removeAll();
    shown.forEach(services::add);
    if (shown.isEmpty()) {
      services.add(Parts.span("t3 s13", text("permissions.none", search.getValue())));
    }
    showLacking();
  }

  private void changed() {
    showLacking();
    onChange.run();
  }

  // ---- what cannot be given ----

  /** Asks about all at once: what is not chosen is marked before somebody chooses it. */
  private void showLacking() {
    lacking =
        access
            .mine()
            .map(
                mine ->
                    lacking(
                        mine,
                        groups.services().stream()
                            .flatMap(service -> service.offers().stream())
                            .map(PermissionGroups.Choice::name)
                            .toList()))
            .orElse(Set.of());
    sections.values().forEach(section -> section.refresh(lacking));
    count.setText(text("permissions.count", picked.size()));
    List<String> chosen = lacking.stream().filter(picked::has).sorted().toList();
    lackingNote.setVisible(!chosen.isEmpty());
    lackingNote.removeAll();
    lackingNote.add(new Icon("lock"), new Span(words(chosen)));
  }

  private Set<String> lacking(MyAccess mine, List<String> permissions) {
    Role role =
        Role.newBuilder().addGrants(Role.Grant.newBuilder().addAllPermissions(permissions)).build();
    String scope = ScopeNames.of(around.above());
    String name = (scope.isEmpty() ? "" : scope + "/") + "roleBindings/of-the-role";
    return mine.lackingToGive(role, RoleBinding.newBuilder().setName(name).build());
  }

  private static String words(List<String> chosen) {
    String some =
        chosen.stream().map(Permissions::spoken).limit(NAMED).collect(Collectors.joining(", "));
    return chosen.size() > NAMED
        ? text("permissions.lacking.more", some, chosen.size() - NAMED)
        : text("permissions.lacking", some);
  }
}

package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.api.iam.v1.Role;
import dev.edgewatch.api.iam.v1.Role.ScopeParamType;
import dev.edgewatch.api.iam.v1.ScopeParam;
import dev.edgewatch.console.ui.part.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Picks a role, and asks for the values of the parameters it declares. */
final class RoleChoice extends Composite<Div> {
  /** Roles that people are given; the others are for everybody, services and agents. */
  private static final Set<Role.Category> FOR_MEMBERS =
      Set.of(
          Role.Category.INTERNAL, Role.Category.OWNER, Role.Category.USER, Role.Category.UNDEFINED);

  private final ComboBox<Role> box = new ComboBox<>(text("role.label"));
  private final Div params = Parts.div("ew-role-params");
  private final Map<ScopeParamType, TextField> fields = new LinkedHashMap<>();
  private final Runnable onChange;

  /**
   * Offers roles.
   *
   * @param onChange called when a person chose or typed something
   */
  RoleChoice(Names names, Runnable onChange) {
    this.onChange = onChange;
    List<Role> offered =
        names.roles().values().stream()
            .filter(RoleChoice::isForMembers)
            .sorted(Comparator.comparing(RoleChoice::title).thenComparing(Role::getName))
            .toList();
    box.setItems(offered);
    box.setItemLabelGenerator(RoleChoice::title);
    box.setPlaceholder(text("role.placeholder"));
    box.setRequiredIndicatorVisible(true);
    box.setWidthFull();
    if (offered.isEmpty()) {
      box.setHelperText(text("role.none"));
    }
    box.addValueChangeListener(
        changed -> {
          drawParams();
          onChange.run();
        });
    Parts.testId(box, "role");
    getContent().addClassName("ew-role-choice");
    getContent().add(box, params);
  }

  static boolean isForMembers(Role role) {
    return FOR_MEMBERS.contains(role.getCategory());
  }

  private static String title(Role role) {
    return role.getDisplayName().isEmpty() ? Names.last(role.getName()) : role.getDisplayName();
  }

  private void drawParams() {
    box.setInvalid(false);
    params.removeAll();
    fields.clear();
    Role role = box.getValue();
    if (role == null) {
      box.setHelperText("");
      return;
    }
    box.setHelperText(role.getDescription().isEmpty() ? role.getName() : role.getDescription());
    for (ScopeParamType param : role.getScopeParamsList()) {
      TextField field = new TextField(param.getName());
      boolean several = param.getType() == ScopeParamType.Type.ARRAY_OF_STRINGS;
      field.setHelperText(text(several ? "role.param.several" : "role.param.one"));
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setRequiredIndicatorVisible(!hasDefault(role, param));
      field.addValueChangeListener(
          typed -> {
            field.setInvalid(false);
            onChange.run();
          });
      Parts.testId(field, "role-param-" + param.getName());
      fields.put(param, field);
      params.add(field);
    }
  }

  private static boolean hasDefault(Role role, ScopeParamType param) {
    return role.getDefaultValuesList().stream()
        .anyMatch(value -> value.getName().equals(param.getName()));
  }

  /** Shows a role as it is bound. */
  void show(Role role, List<ScopeParam> values) {
    box.setValue(role);
    fields.forEach(
        (param, field) ->
            values.stream()
                .filter(value -> value.getName().equals(param.getName()))
                .forEach(value -> field.setValue(words(value))));
  }

  private static String words(ScopeParam value) {
    return value.hasStrings()
        ? String.join(", ", value.getStrings().getValuesList())
        : value.getString().getValue();
  }

  Optional<PreviewPane.Draft> draft() {
    return Optional.ofNullable(box.getValue()).map(role -> new PreviewPane.Draft(role, values()));
  }

  private List<ScopeParam> values() {
    List<ScopeParam> values = new ArrayList<>();
    fields.forEach(
        (param, field) -> {
          if (!field.isEmpty()) {
            values.add(value(param, field.getValue().strip()));
          }
        });
    return values;
  }

  private static ScopeParam value(ScopeParamType param, String typed) {
    ScopeParam.Builder value = ScopeParam.newBuilder().setName(param.getName());
    if (param.getType() == ScopeParamType.Type.ARRAY_OF_STRINGS) {
      value.setStrings(
          ScopeParam.ArrayOfStringsValue.newBuilder()
              .addAllValues(
                  Arrays.stream(typed.split(",", -1))
                      .map(String::strip)
                      .filter(one -> !one.isEmpty())
                      .toList()));
    } else {
      value.setString(ScopeParam.StringValue.newBuilder().setValue(typed));
    }
    return value.build();
  }

  /** Says beside the fields what is missing; whether nothing is. */
  boolean isComplete() {
    box.setInvalid(box.isEmpty());
    box.setErrorMessage(text("role.missing"));
    boolean complete = !box.isEmpty();
    for (TextField field : fields.values()) {
      boolean missing = field.isRequiredIndicatorVisible() && field.getValue().isBlank();
      field.setInvalid(missing);
      field.setErrorMessage(text("role.param.missing"));
      complete &= !missing;
    }
    return complete;
  }

  void problem(String words) {
    box.setInvalid(true);
    box.setErrorMessage(words);
  }
}

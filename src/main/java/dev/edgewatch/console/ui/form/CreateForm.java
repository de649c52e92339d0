package dev.edgewatch.console.ui.form;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.console.bff.Environment;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a new resource needs: the ids above it that the list leaves open, its own id, which cannot
 * be changed later, and its fields.
 */
public final class CreateForm extends Composite<Div> {
  private final ResourceType type;
  private final FormFields fields;
  private final FormProblem problem = new FormProblem();
  private final TextField id = new TextField(text("create.id"));
  private final List<Supplier<String>> parent = new ArrayList<>();
  private String suggested = "";
  private Supplier<Optional<Message>> content;

  /**
   * What a new resource is made of and where.
   *
   * @param parent of the list, with a wildcard for each id that has to be chosen
   * @param regions those it may be created in, the first one is proposed
   * @param proposed what the fields hold at first
   * @param objection to what its fields could refer to
   */
  public record Plan(
      ResourceType type,
      String parent,
      List<Environment.Region> regions,
      Message proposed,
      Objection objection) {
    /** Of whatever somebody types. */
    public static Plan open(ResourceType type, String parent, List<Environment.Region> regions) {
      return new Plan(type, parent, regions, type.defaultInstance(), Objection.NONE);
    }
  }

  public CreateForm(Plan plan, ResourceForm.Around around) {
    this.type = plan.type();
    this.fields =
        new FormFields(
            new Controls(around.session(), type, plan.parent(), around.timer(), plan.objection()),
            FormFields.Mode.CREATE,
            around.clock(),
            this::suggestId,
            () -> {});
    id.setHelperText(text("create.id.help"));
    id.setValueChangeMode(ValueChangeMode.LAZY);
    Parts.testId(id, "create-id");
    Parts.testId(this, "create");
    getContent().addClassNames("ew-form");
    getContent().add(problem);
    addParent(plan.parent(), plan.regions());
    getContent().add(id, fields);
    fields.hear(type.defaultInstance());
    if (!plan.proposed().equals(type.defaultInstance())) {
      fields.fill(plan.proposed());
    }
    content = this::typed;
  }

  private Optional<Message> typed() {
    return fields.isUnreadable()
        ? Optional.empty()
        : Optional.of(fields.edited(type.defaultInstance()));
  }

  /** What the fields hold, as far as it can be read. */
  public Message content() {
    return fields.edited(type.defaultInstance());
  }

  /**
   * Shows something else in place of the fields.
   *
   * @param written what it says; empty while something in it is wrong
   */
  public void replaceFields(Component by, Supplier<Optional<Message>> written) {
    fields.setVisible(false);
    getContent().add(by);
    content = written;
  }

  /** Shows the fields again, with what was written elsewhere. */
  public void showFields(Component insteadOf, Message written) {
    getContent().remove(insteadOf);
    fields.fill(written);
    fields.setVisible(true);
    content = this::typed;
  }

  private void addParent(String pattern, List<Environment.Region> regions) {
    String before = "";
    for (String part : pattern.isEmpty() ? new String[0] : pattern.split("/", -1)) {
      if (!part.equals("-")) {
        parent.add(() -> part);
      } else if (before.equals("regions")) {
        addChoice(region(regions), one -> one == null ? "" : one.id());
      } else {
        TextField above = new TextField(text("create.above", TypeNames.capital(before)));
        above.setValueChangeMode(ValueChangeMode.LAZY);
        Parts.testId(above, "create-" + before);
        addChoice(above, value -> value);
      }
      before = part;
    }
  }

  private <V, C extends Component & HasValue<?, V>> void addChoice(
      C control, Function<V, String> segment) {
    parent.add(() -> segment.apply(control.getValue()));
    getContent().add(control);
  }

  private static Select<Environment.Region> region(List<Environment.Region> regions) {
    Select<Environment.Region> region = new Select<>();
    region.setLabel(text("create.region"));
    region.setHelperText(text("create.region.help"));
    region.setItems(regions);
    region.setItemLabelGenerator(
        one ->
            one == null
                ? ""
                : one.location().isEmpty() ? one.id() : one.id() + " · " + one.location());
    regions.stream().findFirst().ifPresent(region::setValue);
    return Parts.testId(region, "create-region");
  }

  /** Proposes an id until somebody writes one. */
  private void suggestId(FormField edited) {
    if (type.displayNamePath().filter(edited.spot().key()::equals).isPresent()) {
      suggestId(content());
    }
  }

  /** Proposes an id that is like the display name. */
  public void suggestId(Message written) {
    String called = type.displayNameOf(written);
    if (id.isEmpty() || id.getValue().equals(suggested)) {
      suggested = slug(called);
      id.setValue(suggested);
    }
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^[-0-9]+|-+$", "");
  }

  public String parent() {
    return String.join("/", parent.stream().map(Supplier::get).toList());
  }

  /**
   * The new resource; empty when something is wrong that the form says itself. An empty id is left
   * to the region.
   */
  public Optional<Message> resource() {
    problem.clear();
    fields.clearProblems();
    id.setInvalid(false);
    return content.get().flatMap(this::named);
  }

  private Optional<Message> named(Message resource) {
    try {
      var above = type.parseParent(parent()).requireConcrete();
      if (id.isEmpty()) {
        return Optional.of(resource);
      }
      type.requireNewId(id.getValue());
      return Optional.of(type.withName(resource, above.child(id.getValue()).text()));
    } catch (RefusalException refused) {
      String reason = refused.refusal().reason();
      id.setInvalid(reason.startsWith("ID_"));
      id.setErrorMessage(refused.refusal().message());
      problem.say(refused.refusal().message(), "");
      return Optional.empty();
    }
  }

  /** Says why it was not created. */
  public void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Done done -> problem.clear();
      case Outcome.Refused refused -> {
        problem.show(refused);
        ResourceForm.showAtFields(fields, refused.refusal());
      }
      case Outcome.Unknown unknown -> problem.show(unknown);
    }
  }

  /** Puts the cursor where writing begins. */
  public void focus() {
    id.focus();
  }
}

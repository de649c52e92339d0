package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.ui.part.Age;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.Reference;
import dev.edgewatch.resource.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that a resource holds: plain fields as facts, messages in it as sections, references as
 * links. What is not set is left out. Live: a changed resource is drawn again, a changed field is
 * marked.
 */
final class FieldOverview extends Composite<Div> implements ResourceLook.Part {
  private static final int DEEPEST = 6;

  private final Catalog catalog;
  private final Map<String, String> targets = new HashMap<>();
  private final Function<FieldLook.Target, String> links;
  private @Nullable Message shown;

  FieldOverview(Catalog catalog, ResourceType type, Function<FieldLook.Target, String> links) {
    this.catalog = catalog;
    this.links = links;
    for (Reference reference : type.references()) {
      targets.put(reference.path().text(), reference.target());
    }
    getContent().addClassName("ew-overview");
    Parts.testId(this, "overview");
  }

  @Override
  public Component component() {
    return this;
  }

  @Override
  public void show(Message resource, LiveResource live) {
    if (resource.equals(shown)) {
      return;
    }
    Message before = shown;
    shown = resource;
    getContent().removeAll();
    addFields(getContent(), resource, "", before, 1);
    if (resource.getAllFields().isEmpty()) {
      getContent().add(Parts.span("t3 s13", text("none.yet")));
    }
  }

  private void addFields(
      Div into, Message message, String prefix, @Nullable Message before, int depth) {
    DescriptionList facts = new DescriptionList();
    facts.addClassNames("ew-facts", "ew-fields");
    Div sections = Parts.div("ew-sections");
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              String path = prefix + field.getName();
              if (isSection(field) && depth < DEEPEST) {
                sections.add(section(field, value, path, before, depth));
              } else {
                facts.add(
                    new DescriptionList.Term(TypeNames.field(field)),
                    description(field, value, path, before));
              }
            });
    if (facts.getChildren().findAny().isPresent()) {
      into.add(facts);
    }
    if (sections.getChildren().findAny().isPresent()) {
      into.add(sections);
    }
  }

  private static boolean isSection(FieldDescriptor field) {
    return !field.isMapField() && Values.hasFields(field);
  }

  private DescriptionList.Description description(
      FieldDescriptor field, Object value, String path, @Nullable Message before) {
    var description = new DescriptionList.Description(value(field, value, path));
    description.getElement().setAttribute("data-field", path);
    if (before != null && !value.equals(at(before, path))) {
      description.addClassName("ew-changed-value");
    }
    return description;
  }

  /** The former value of a field in messages that are not in lists; null when there was none. */
  private static @Nullable Object at(Message root, String path) {
    Object value = root;
    for (String name : path.split("\\.", -1)) {
      FieldDescriptor field =
          value instanceof Message message
              ? message.getDescriptorForType().findFieldByName(name)
              : null;
      if (field == null || !(value instanceof Message message)) {
        return null;
      }
      value = message.getField(field);
    }
    return value;
  }

  private Component value(FieldDescriptor field, Object value, String path) {
    if (field.isMapField()) {
      return pairs((List<?>) value);
    }
    if (value instanceof List<?> list) {
      Span all = Parts.span("row gap6 wrap", "");
      list.forEach(one -> all.add(single(field, one, path)));
      return all;
    }
    return single(field, value, path);
  }

  private Component single(FieldDescriptor field, Object value, String path) {
    String target = targets.get(path);
    if (target != null && value instanceof String name) {
      return catalog
          .find(target)
          .<Component>map(type -> reference(new FieldLook.Target(type, name)))
          .orElseGet(() -> Parts.span("mono s12", name));
    }
    if (Values.isTimestamp(field)) {
      String iso = Values.one(field, value);
      Span time = Parts.span("row gap6", Parts.span("mono s12", iso));
      Values.instant((Message) value)
          .ifPresent(at -> time.add(Parts.span("t3", Age.at(at, Age.Form.AGO))));
      return time;
    }
    String words = Values.one(field, value);
    Span shownValue = Parts.span(isCode(field) ? "mono s12" : "", words);
    shownValue.getElement().setAttribute("title", words);
    return shownValue;
  }

  private Anchor reference(FieldLook.Target target) {
    Anchor link = new Anchor(links.apply(target), TypeNames.id(target.name()));
    link.addClassName("ew-reference");
    link.getElement().setAttribute("title", target.name());
    return link;
  }

  private static boolean isCode(FieldDescriptor field) {
    return field.getName().equals("name")
        || field.getName().equals("uuid")
        || field.getName().equals("resource_version");
  }

  private static Component pairs(List<?> entries) {
    Span all = Parts.span("row gap6 wrap", "");
    entries.stream()
        .map(Message.class::cast)
        .forEach(
            entry -> {
              var type = entry.getDescriptorForType();
              FieldDescriptor valueField = type.findFieldByNumber(2);
              String value = Values.one(valueField, entry.getField(valueField));
              String key = String.valueOf(entry.getField(type.findFieldByNumber(1)));
              all.add(Parts.span("ew-label", new Span(key + "="), Parts.span("med", value)));
            });
    return all;
  }

  private Component section(
      FieldDescriptor field, Object value, String path, @Nullable Message before, int depth) {
    Div section = Parts.div("sec", new H3(TypeNames.field(field)));
    section.getElement().setAttribute("data-field", path);
    if (value instanceof List<?> list) {
      list.forEach(
          one -> {
            Div item = Parts.div("ew-item");
            addFields(item, (Message) one, path + ".", null, depth + 1);
            section.add(item);
          });
    } else {
      addFields(section, (Message) value, path + ".", before, depth + 1);
    }
    return section;
  }
}

package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** A new resource as text; its name follows from where it is created. */
public final class CreateText extends Composite<Div> {
  private final ResourceType type;
  private final TextPane pane;

  /**
   * @param onText told what the text says, when a person wrote something that can be read
   */
  public CreateText(ResourceType type, Consumer<Message> onText) {
    this.type = type;
    this.pane = new TextPane(type, this::wrong, version -> said().ifPresent(onText), () -> {});
    getContent().addClassName("ew-create-text");
    Parts.testId(this, "create-text");
    getContent().add(pane);
  }

  public void show(Message resource) {
    pane.show(resource);
  }

  /** The new resource; empty while something in the text is wrong. */
  public Optional<Message> said() {
    return pane.said();
  }

  private List<TextProblem> wrong(Message said, Map<String, NodeTuple> places) {
    Edit edit = Edit.untouched(type, type.defaultInstance());
    Stream<TextProblem> named =
        Optional.ofNullable(places.get("name")).stream()
            .map(place -> TextProblem.at(place.getKeyNode(), text("editor.name.create")));
    return Stream.concat(named, Locked.problems(edit, said, places)).toList();
  }
}

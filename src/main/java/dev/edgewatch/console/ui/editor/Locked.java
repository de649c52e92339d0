package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** What only the server writes and a text tries to. */
final class Locked {
  private Locked() {}

  static Stream<TextProblem> problems(Edit edit, Message said, Map<String, NodeTuple> places) {
    return edit.locked(said).stream().flatMap(path -> problem(path, places).stream());
  }

  /** At the field, or at the message around it when all of that is the server's. */
  private static java.util.Optional<TextProblem> problem(
      FieldPath path, Map<String, NodeTuple> places) {
    return places.entrySet().stream()
        .filter(
            place ->
                place.getKey().equals(path.text()) || path.text().startsWith(place.getKey() + "."))
        .reduce((outer, inner) -> inner)
        .map(
            place ->
                TextProblem.at(place.getValue().getKeyNode(), text("editor.locked", path.text())));
  }
}

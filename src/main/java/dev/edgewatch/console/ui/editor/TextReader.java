package dev.edgewatch.console.ui.editor;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a message from YAML, and from JSON, which is YAML too. Says of everything it cannot use
 * where it stands and what was expected there.
 */
final class TextReader {
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Message empty;

  /**
   * @param empty an instance of the message to read
   */
  TextReader(Message empty) {
    this.empty = empty;
  }

  Reading read(String written) {
    Node root;
    try {
      root = new Yaml(limits()).compose(new StringReader(written));
    } catch (MarkedYAMLException unreadable) {
      Mark mark = unreadable.getProblemMark();
      return failed(
          TextProblem.at(
              mark == null ? 1 : mark.getLine() + 1,
              mark == null ? 1 : mark.getColumn() + 1,
              text("editor.syntax", String.valueOf(unreadable.getProblem()))));
    } catch (YAMLException unreadable) {
      return failed(
          TextProblem.at(1, 1, text("editor.syntax", String.valueOf(unreadable.getMessage()))));
    }
    if (root == null) {
      return new Reading(Optional.of(empty), List.of(), Map.of());
    }
    if (!(root instanceof MappingNode fields)) {
      return failed(TextProblem.at(root, text("editor.expected.fields")));
    }
    var reader = new NodeReader();
    Message.Builder resource = empty.newBuilderForType();
    reader.read(fields, resource, "");
    return reader.problems().isEmpty()
        ? new Reading(Optional.of(resource.build()), List.of(), reader.places())
        : new Reading(Optional.empty(), reader.problems(), reader.places());
  }

  /** Aliases of collections could make much of little, or a text without end. */
  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setMaxAliasesForCollections(0);
    limits.setCodePointLimit(MOST_CHARACTERS);
    limits.setProcessComments(false);
    return limits;
  }

  private static Reading failed(TextProblem problem) {
    return new Reading(Optional.empty(), List.of(problem), Map.of());
  }
}

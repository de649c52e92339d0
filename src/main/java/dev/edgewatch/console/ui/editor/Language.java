package dev.edgewatch.console.ui.editor;

import com.google.protobuf.Message;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a resource is written. */
enum Language {
  YAML {
    @Override
    String print(Message resource) {
      Map<String, Object> fields = MessageTree.of(resource);
      return fields.isEmpty() ? "" : yaml().dump(fields);
    }
  },
  JSON {
    @Override
    String print(Message resource) {
      return MAPPER.writeValueAsString(MessageTree.of(resource)) + "\n";
    }
  };

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The whole message, fields in the order of their numbers. */
  abstract String print(Message resource);

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    return new Yaml(new TextsAsTexts(options), options);
  }

  /** Quotes texts that would read as something else, and lays out long ones line by line. */
  private static final class TextsAsTexts extends Representer {
    TextsAsTexts(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      if (tag.equals(Tag.STR) && value.contains("\n")) {
        return super.representScalar(tag, value, ScalarStyle.LITERAL);
      }
      return tag.equals(Tag.STR) && NodeJson.readsAsOther(value)
          ? super.representScalar(tag, value, ScalarStyle.SINGLE_QUOTED)
          : super.representScalar(tag, value, style);
    }
  }
}

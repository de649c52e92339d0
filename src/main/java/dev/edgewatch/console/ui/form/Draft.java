package dev.edgewatch.console.ui.form;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.edgewatch.resource.ResourceType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is typed into a form and not saved, kept by the browser itself: also while the console
 * cannot be reached, and when the sign-in has ended. Not of what is sealed where it is stored: that
 * does not lie about in a browser.
 */
@Tag("ew-draft")
@JsModule("./drafts.ts")
public final class Draft extends Component {

  /**
   * What was typed, by path of the field.
   *
   * @param at when it was typed last
   */
  public record Kept(Instant at, JsonNode fields) {
    Collection<String> paths() {
      return fields.propertyNames();
    }

    /** What was edited in other ways than by typing, alone in an otherwise empty resource. */
    Optional<Message> resource(String path, Message empty) {
      JsonNode json = fields.path(path).path("json");
      if (!json.isString()) {
        return Optional.empty();
      }
      Message.Builder holder = empty.newBuilderForType();
      try {
        JsonFormat.parser().ignoringUnknownFields().merge(json.asString(), holder);
        return Optional.of(holder.build());
      } catch (InvalidProtocolBufferException unreadable) {
        return Optional.empty();
      }
    }

    Optional<String> text(String path) {
      return Optional.ofNullable(fields.get(path))
          .filter(JsonNode::isString)
          .map(JsonNode::asString);
    }

    /** What was kept by {@link Draft#keep}, as it was given. */
    public Optional<String> held(String path) {
      return Optional.ofNullable(fields.path(path).get("json"))
          .filter(JsonNode::isString)
          .map(JsonNode::asString);
    }

    /** Rows of two texts as pairs; rows without a key are left out. */
    Optional<Map<String, String>> pairs(String path) {
      JsonNode rows = fields.get(path);
      if (rows == null || !rows.isArray()) {
        return Optional.empty();
      }
      Map<String, String> pairs = new TreeMap<>();
      for (JsonNode row : rows) {
        String key = row.path(0).asString("").strip();
        if (!key.isEmpty()) {
          pairs.put(key, row.path(1).asString("").strip());
        }
      }
      return Optional.of(pairs);
    }
  }

  private final boolean keeps;

  public Draft(ResourceType type, String name) {
    keeps = type.storedOnly().isEmpty();
    getElement().setAttribute("data-key", name);
    setVisible(keeps);
  }

  /** Reads what is kept, if anything. */
  public void read(Consumer<Kept> then) {
    if (keeps) {
      getElement()
          .executeJs("return this.kept()")
          .then(String.class, text -> parse(text).ifPresent(then));
    }
  }

  /** Keeps what was edited in other ways than by typing. */
  public void keep(String path, String json) {
    if (keeps) {
      getElement().executeJs("this.hold($0, $1)", path, json);
    }
  }

  public void forget() {
    if (keeps) {
      getElement().executeJs("this.forget()");
    }
  }

  /** What stands in a browser may be anything. */
  private static Optional<Kept> parse(String text) {
    try {
      JsonNode draft = JsonMapper.shared().readTree(text);
      return draft.path("fields").isObject()
          ? Optional.of(
              new Kept(Instant.ofEpochMilli(draft.path("at").asLong(0)), draft.path("fields")))
          : Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }
}

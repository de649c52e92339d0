package dev.edgewatch.console.ui.copy;

import dev.edgewatch.resource.ParentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/**
 * A live request written in languages people run: the public API over grpcurl, its generated Java
 * stubs, and the vendor's command line. The caller's token is never part of a text.
 */
final class RequestTexts {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DefaultPrettyPrinter FORM =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));
  private static final int CHUNK = 100;

  private RequestTexts() {}

  static String grpcurl(LiveRequest request) {
    List<String> lines = new ArrayList<>();
    lines.add("grpcurl -H \"authorization: Bearer $EW_TOKEN\"");
    if (!request.position().isEmpty()) {
      lines.add("-H \"x-edgewatch-at-least: " + request.position() + "\"");
    }
    lines.add("-d " + quoted(json(request)));
    lines.add(request.endpoint());
    lines.add(request.method().fullMethodName(request.type()));
    return String.join(" \\\n  ", lines);
  }

  /** The request in the JSON form of protocol buffers, with the names of the .proto file. */
  static String json(LiveRequest request) {
    return JSON.writer().with(FORM).writeValueAsString(fields(request));
  }

  private static Map<String, Object> fields(LiveRequest request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (request.kind()) {
      case ONE -> fields.put("name", request.target());
      case MANY -> {
        fields.put("parent", request.target());
        fields.put("type", "STATELESS");
        fields.put("max_chunk_size", CHUNK);
        if (!request.filter().isEmpty()) {
          fields.put("filter", request.filter());
        }
      }
    }
    if (!request.paths().isEmpty()) {
      fields.put("field_mask", request.mask());
    }
    return fields;
  }

  static String java(LiveRequest request) {
    String method = request.method().methodName(request.type());
    String call = Character.toLowerCase(method.charAt(0)) + method.substring(1);
    StringBuilder text =
        new StringBuilder("var request = ").append(method).append("Request.newBuilder()\n");
    switch (request.kind()) {
      case ONE -> set(text, "Name", literal(request.target()));
      case MANY -> {
        set(text, "Parent", literal(request.target()));
        set(text, "Type", "WatchType.STATELESS");
        set(text, "MaxChunkSize", String.valueOf(CHUNK));
        if (!request.filter().isEmpty()) {
          set(text, "Filter", literal(request.filter()));
        }
      }
    }
    if (!request.paths().isEmpty()) {
      set(text, "FieldMask", "FieldMaskUtil.fromString(" + literal(request.mask()) + ")");
    }
    text.append("    .build();\n");
    if (!request.position().isEmpty()) {
      text.append("var atLeast = new Metadata();\n")
          .append(
              "atLeast.put(Metadata.Key.of(\"x-edgewatch-at-least\", ASCII_STRING_MARSHALLER), ")
          .append(literal(request.position()))
          .append(");\n");
    }
    text.append("var stub = ")
        .append(request.type().simpleName())
        .append("ServiceGrpc.newStub(channel) // ")
        .append(request.endpoint())
        .append("\n    .withCallCredentials(bearer(System.getenv(\"EW_TOKEN\")))");
    if (!request.position().isEmpty()) {
      text.append("\n    .withInterceptors(newAttachHeadersInterceptor(atLeast))");
    }
    return text.append(";\nstub.")
        .append(call)
        .append("(request, new LiveRows());\n")
        .append("// LiveRows: apply in order; a set is whole when is_current")
        .toString();
  }

  private static void set(StringBuilder text, String field, String value) {
    text.append("    .set").append(field).append('(').append(value).append(")\n");
  }

  static String cuttle(LiveRequest request) {
    String service = request.type().service().replaceAll("\\..*", "");
    List<String> words = new ArrayList<>(List.of("cuttle", service));
    switch (request.kind()) {
      case ONE ->
          words.addAll(
              List.of(
                  "watch",
                  request.type().simpleName().toLowerCase(Locale.ROOT),
                  quoted(request.target())));
      case MANY -> {
        ParentName parent = request.type().parseParent(request.target());
        words.addAll(List.of("watch", request.type().plural()));
        flag(words, "--project", parent.segment("project").orElse(""));
        flag(words, "--region", parent.segment("region").orElse(""));
        flag(words, "--filter", request.filter().isEmpty() ? "" : quoted(request.filter()));
      }
    }
    if (!request.position().isEmpty()) {
      flag(words, "-H", quoted("x-edgewatch-at-least: " + request.position()));
    }
    words.addAll(List.of("-o", "json"));
    return String.join(" ", words);
  }

  private static void flag(List<String> words, String flag, String value) {
    if (!value.isEmpty()) {
      words.add(flag);
      words.add(value);
    }
  }

  /** For a POSIX shell, whatever the text holds. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

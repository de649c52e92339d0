package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.live.LiveColumn.Presence.ALWAYS;
import static dev.edgewatch.console.ui.live.LiveColumn.Presence.CHOSEN;
import static dev.edgewatch.console.ui.live.LiveColumn.Presence.STANDARD;
import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import dev.edgewatch.api.types.View;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.live.LiveColumn;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.console.ui.part.Values;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of any type: its name, what its BASIC view shows, and all other plain fields for
 * choosing.
 */
final class FieldColumns {
  /** Keys of the columns that every type has. */
  private static final Set<String> OWN = Set.of("name", "id", "parent", "region");

  private static final int SHOWN = 6;
  private static final int MOST = 60;
  private static final int DEEPEST = 3;

  private final ResourceType type;
  private final FieldCells cells;

  FieldColumns(ResourceType type, RowLinks links) {
    this.type = type;
    this.cells = new FieldCells(type, links);
  }

  List<LiveColumn> all() {
    List<LiveColumn> columns = new ArrayList<>();
    Optional<String> title = type.displayNamePath();
    String order = title.orElse("name");
    columns.add(
        new LiveColumn(
            "name",
            text("column.name"),
            List.of(order),
            order,
            "180px",
            3,
            ALWAYS,
            cells.name(),
            row -> TypeNames.called(type, row.resource(), row.name())));
    if (title.isPresent()) {
      columns.add(
          new LiveColumn(
              "id",
              text("column.id"),
              List.of("name"),
              "name",
              "120px",
              1,
              STANDARD,
              Cell.text("mono t2 s12", "", row -> TypeNames.id(row.name())),
              row -> TypeNames.id(row.name())));
    }
    columns.add(
        new LiveColumn(
            "parent",
            text("column.parent"),
            List.of("name"),
            "",
            "180px",
            1,
            isDeep() ? STANDARD : CHOSEN,
            Cell.text("mono t2 s12", text("none"), this::parent),
            this::parent));
    columns.add(
        new LiveColumn(
            "region",
            text("column.region"),
            List.of(),
            "",
            "124px",
            0,
            STANDARD,
            cells.region(),
            LiveRow::region));
    columns.addAll(fields(title));
    return columns;
  }

  /** Whether names have more in them than project and region. */
  private boolean isDeep() {
    return type.patterns().stream()
        .anyMatch(
            pattern ->
                pattern.variables().size() > 1
                    && !Set.of("project", "organization", "region")
                        .contains(pattern.variables().get(pattern.variables().size() - 2)));
  }

  private List<LiveColumn> fields(Optional<String> title) {
    Set<String> shown = new LinkedHashSet<>(basic());
    Set<String> paths = new LinkedHashSet<>(shown);
    plain(type.descriptor(), "", 1, paths);
    paths.remove("name");
    type.storedOnly().paths().forEach(path -> paths.remove(path.text()));
    title.ifPresent(paths::remove);
    List<LiveColumn> columns = new ArrayList<>();
    int standing = 0;
    for (String path : paths) {
      if (columns.size() == MOST) {
        break;
      }
      boolean standard = shown.contains(path) && standing < SHOWN;
      standing += standard ? 1 : 0;
      columns.add(column(FieldPath.parse(type.descriptor(), path), standard));
    }
    return columns;
  }

  /** What the BASIC view shows, messages in it as their plain fields; else the first fields. */
  private Set<String> basic() {
    Set<String> paths = new LinkedHashSet<>();
    type.declaration().getViewsList().stream()
        .filter(view -> view.getView() == View.BASIC)
        .flatMap(view -> view.getPathsList().stream())
        .forEach(path -> add(FieldPath.parse(type.descriptor(), path), paths));
    if (paths.isEmpty()) {
      type.descriptor().getFields().stream()
          .filter(FieldColumns::isPlain)
          .forEach(field -> paths.add(field.getName()));
      paths.addAll(created());
    }
    return paths;
  }

  private List<String> created() {
    return type.descriptor().findFieldByName("metadata") == null
        ? List.of()
        : List.of("metadata.create_time");
  }

  private static void add(FieldPath path, Set<String> paths) {
    FieldDescriptor field = path.field();
    boolean holdsFields =
        !path.declaredField().isMapField() && !field.isRepeated() && Values.hasFields(field);
    if (holdsFields) {
      field.getMessageType().getFields().stream()
          .filter(FieldColumns::isPlain)
          .forEach(inner -> paths.add(path.text() + "." + inner.getName()));
    } else {
      paths.add(path.text());
    }
  }

  private static void plain(Descriptor message, String prefix, int depth, Set<String> paths) {
    for (FieldDescriptor field : message.getFields()) {
      String path = prefix + field.getName();
      if (isPlain(field) || (field.isMapField() && depth < DEEPEST)) {
        paths.add(path);
      } else if (depth < DEEPEST
          && !field.isRepeated()
          && field.getJavaType() == JavaType.MESSAGE) {
        plain(field.getMessageType(), path + ".", depth + 1, paths);
      }
    }
  }

  /** A single value that fits a cell. */
  private static boolean isPlain(FieldDescriptor field) {
    return !field.isRepeated() && !Values.hasFields(field);
  }

  private LiveColumn column(FieldPath path, boolean standard) {
    String title = TypeNames.field(path.declaredField());
    boolean taken = OWN.contains(path.text());
    return new LiveColumn(
        taken ? path.text() + "-field" : path.text(),
        taken ? text("column.field", title) : title,
        List.of(path.text()),
        order(path),
        Values.isTimestamp(path.field()) ? "116px" : "120px",
        1,
        standard ? STANDARD : CHOSEN,
        cells.value(path),
        row -> Values.at(path, row.resource()));
  }

  /** Empty for what a list cannot be ordered by. */
  private String order(FieldPath path) {
    try {
      OrderBy.parse(type, path.text());
      return path.text();
    } catch (RefusalException notByThat) {
      return "";
    }
  }

  /** The ids above it that are neither the project's nor the region's. */
  private String parent(LiveRow row) {
    return type.findName(row.name())
        .map(
            name ->
                name.pattern().variables().stream()
                    .limit(name.pattern().variables().size() - 1L)
                    .filter(segment -> !Set.of("project", "region").contains(segment))
                    .flatMap(segment -> name.segment(segment).stream())
                    .collect(Collectors.joining(" / ")))
        .orElse("");
  }
}

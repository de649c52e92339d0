package dev.edgewatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.widgets.Widgets;
import java.util.List;
import java.util.stream.Stream;

/** Field masks, and with them the paths they are made of. */
class MaskFuzzTest extends ReadsAnyText {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "name,displayName,display-name",
            "metadata.labels.some-key,metadata.labels,metadata.create_time.seconds",
            "parts.screws.length_mm,slots.left.since,spec.ports.8080",
            "spec.extra.fields.grade.string_value,spec.battery.capacity_mah",
            "layout.children.children.children.title",
            "layout" + ".children".repeat(450),
            "*",
            "",
            ".,,.name.,name..name",
            "spec.ports.notanumber,spec.ports.99999999999999999999")
        .map(text -> new FuzzInput(Widgets.WIDGET, text).bytes());
  }

  @Override
  protected void read(byte[] bytes) {
    FuzzInput input = FuzzInput.of(bytes);
    Descriptor root = input.type().descriptor();
    List<String> paths = List.of(input.text().split(",", -1));
    FuzzInput.check(
        () -> Mask.parse(root, FieldMask.newBuilder().addAllPaths(paths).build()),
        mask -> {
          assertThat(Mask.parse(root, mask.toProto())).isEqualTo(mask);
          assertThat(mask.subtract(mask).isEmpty()).isTrue();
          assertThat(mask.union(mask)).isEqualTo(mask);
          assertThat(mask.covers(mask)).isTrue();
          Message resource = input.resource();
          Message shown = mask.project(resource);
          assertThat(mask.project(shown)).isEqualTo(shown);
          mask.paths().forEach(path -> readAndClear(path, resource));
        });
  }

  private static void readAndClear(FieldPath path, Message resource) {
    assertThat(FieldPath.parse(path.root(), path.text())).isEqualTo(path);
    path.value(resource);
    path.values(resource);
    Message.Builder cleared = resource.toBuilder();
    path.clear(cleared);
    assertThat(path.isSet(cleared.build())).isFalse();
  }
}

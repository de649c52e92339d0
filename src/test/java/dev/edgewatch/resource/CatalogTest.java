package dev.edgewatch.resource;

import static com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type.TYPE_INT64;
import static dev.edgewatch.resource.Types.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.edgewatch.api.Everything;
import dev.edgewatch.api.annotations.DeleteBehavior;
import dev.edgewatch.api.annotations.SearchDeclaration;
import dev.edgewatch.api.annotations.ViewDeclaration;
import dev.edgewatch.api.devices.v1.Device;
import dev.edgewatch.api.types.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogTest {

  @Test
  void findsTheTypesOfAllOurProtoFiles() throws IOException {
    Set<String> reached = new TreeSet<>();
    collect(Everything.getDescriptor(), reached);

    Path protos = Path.of("src/main/proto");
    try (var files = Files.walk(protos)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".proto"))
                  .map(file -> protos.relativize(file).toString())
                  // Private to regions and their stores, and in no catalog.
                  .filter(file -> !file.startsWith("edgewatch/access/"))
                  .filter(file -> !file.startsWith("edgewatch/iam/"))
                  .filter(file -> !file.startsWith("edgewatch/region/"))
                  .filter(file -> !file.startsWith("edgewatch/secrets/"))
                  .filter(file -> !file.startsWith("edgewatch/store/")))
          .as("src/main/proto/edgewatch/everything.proto imports each file")
          .isSubsetOf(reached);
    }
  }

  private static void collect(FileDescriptor file, Set<String> reached) {
    reached.add(file.getName());
    file.getDependencies().forEach(dependency -> collect(dependency, reached));
  }

  @Test
  void compiledTypesHaveGeneratedMessages() {
    assertThat(DEVICE.defaultInstance()).isSameAs(Device.getDefaultInstance());
    assertThat(Catalog.compiled().typesOf("devices.edgelq.com")).contains(DEVICE);
    assertThat(Catalog.compiled()).isSameAs(Catalog.compiled());
  }

  @Test
  void knowsTheReferencesOfATypeAndWhatTheServerWrites() {
    assertThat(DEVICE.references())
        .extracting(reference -> reference.path().text(), Reference::target, Reference::onDelete)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                "spec.service_account", "iam.edgelq.com/ServiceAccount", DeleteBehavior.BLOCK));
    assertThat(DEVICE.outputOnly().paths())
        .extracting(FieldPath::text)
        .contains("metadata.uuid", "metadata.lifecycle.state", "spec.log_bucket")
        .doesNotContain("metadata.labels");
  }

  @Test
  void refusesAnUnknownType() {
    assertThatThrownBy(() -> Catalog.compiled().type("devices.edgelq.com/Gadget"))
        .hasMessageStartingWith("type is 'devices.edgelq.com/Gadget'; expected");
  }

  @Test
  void typesWithoutGeneratedClassesHaveDynamicMessages() {
    ResourceType widget =
        only(Declared.message("Widget", Declared.of("widgets", "widgets/{widget}")));

    DynamicMessage message =
        (DynamicMessage) widget.withName(widget.defaultInstance(), "widgets/w");

    assertThat(widget.nameOf(message)).isEqualTo("widgets/w");
    assertThat(Resource.of(widget, message).message()).isEqualTo(message);
  }

  @Test
  void aNameIsReadByThePatternItSatisfies() {
    ResourceType group =
        only(
            Declared.message(
                "Group",
                Declared.of("groups", "groups/{group}", "projects/{project}/groups/{group}")));

    assertThat(group.parseName("groups/g").parent().isRoot()).isTrue();
    assertThat(group.parseName("projects/p/groups/g").segment("project")).contains("p");
    assertThat(group.parseParent("").contains("groups/g")).isTrue();
    assertThat(group.parseParent("").contains("projects/p/groups/g")).isFalse();
    assertThat(group.parseName("groups/-").matches(group.parseName("projects/p/groups/g")))
        .isFalse();
  }

  @Test
  void idsMayHoldSlashesWhereTheirExpressionAllowsIt() {
    String limit = "[a-z0-9-]{1,128}\\/[a-z.]{1,128}\\/[a-zA-Z]{1,128}";
    Catalog catalog =
        Declared.catalog(
            Declared.message(
                "Limit",
                Declared.of("limits", "projects/{project}/limits/{limit}").setIdPattern(limit)),
            Declared.message(
                "Use", Declared.of("uses", "projects/{project}/limits/{limit}/uses/{use}")));
    ResourceType use = catalog.type("test.edgewatch.dev/Use");
    String name = "projects/p/limits/us-west2/devices.edgelq.com/Device/uses/u1";

    assertThat(use.parseName(name).segment("limit")).contains("us-west2/devices.edgelq.com/Device");
    assertThat(use.parseParent("projects/p/limits/-").contains(name)).isTrue();
    assertThatThrownBy(() -> use.parseName("projects/p/limits/us-west2/uses/u1"))
        .isInstanceOf(RefusalException.class);
  }

  @Test
  void namesArePrintableAsciiEvenWhereTheExpressionAllowsAnything() {
    ResourceType member =
        only(
            Declared.message(
                "Member", Declared.of("members", "members/{member}").setIdPattern(".{1,512}")));

    assertThat(member.parseName("members/p:acme/user:ann@example.com").id())
        .isEqualTo("p:acme/user:ann@example.com");
    for (String id : new String[] {"a b", "a\0", "a\n", "\u0430nn", "ann\u202e"}) {
      assertThat(member.findName("members/" + id)).as(id).isEmpty();
    }
  }

  @Test
  void saysInOneSentenceWhatIsWrongWithADeclaration() {
    assertWrong(
        Declared.message("Widget", Declared.of("widgets")),
        "The declaration of test.v1.Widget is wrong: it has no name pattern.");
    assertWrong(
        Declared.message("Widget", Declared.of("widgets", "widgets/{widget}/parts")),
        "The declaration of test.v1.Widget is wrong: its name pattern 'widgets/{widget}/parts' is"
            + " wrong: expected pairs of a collection word and an {id}.");
    assertWrong(
        Declared.message("Widget", Declared.of("widgets", "gadgets/{gadget}")),
        "its name pattern 'gadgets/{gadget}' ends in another collection than its plural"
            + " 'widgets'.");
    assertWrong(
        Declared.message("Widget", Declared.of("widgets", "widgets/{widget}").setIdPattern("[a-z")),
        "its name pattern 'widgets/{widget}' is wrong: Unclosed character class.");
    assertWrong(
        Declared.message(
            "Widget", Declared.of("widgets", "widgets/{widget}").setIdPattern("(a+)+")),
        "regular expressions of ids may not use groups.");
    assertWrong(
        Declared.message(
            "Widget",
            Declared.of("widgets", "widgets/{widget}")
                .addViews(ViewDeclaration.newBuilder().setView(View.BASIC).addPaths("colour"))),
        "its view BASIC names the path 'colour', which it does not have.");
    assertWrong(
        Declared.message(
            "Widget",
            Declared.of("widgets", "widgets/{widget}")
                .setSearch(SearchDeclaration.newBuilder().addFields("colour"))),
        "its search names the path 'colour', which it does not have.");
    assertWrong(
        Declared.message("Widget", Declared.of("widgets", "widgets/{widget}"))
            .addField(Declared.reference("owner", 4, "Owner").setType(TYPE_INT64)),
        "its reference 'owner' must be a string and name a target.");
    DescriptorProto.Builder nameless =
        Declared.message("Widget", Declared.of("widgets", "widgets/{widget}"));
    assertWrong(nameless.removeField(0), "it has no field 'string name'.");
  }

  @Test
  void refusesTwoTypesOfOneServiceWithTheSamePlural() {
    assertThatThrownBy(
            () ->
                Declared.catalog(
                    Declared.message("Gadget", Declared.of("widgets", "gadgets/{g}/widgets/{w}")),
                    Declared.message("Widget", Declared.of("widgets", "widgets/{widget}"))))
        .hasMessage(
            "The declaration of test.v1.Widget is wrong: its plural 'widgets' is also that of"
                + " test.v1.Gadget.");
  }

  private static void assertWrong(DescriptorProto.Builder message, String sentence) {
    assertThatThrownBy(() -> Declared.catalog(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(sentence);
  }

  private static ResourceType only(DescriptorProto.Builder message) {
    return Declared.catalog(message).type("test.edgewatch.dev/" + message.getName());
  }
}

package dev.edgewatch.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.edgewatch.api.annotations.Annotations;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.api.annotations.Executor;
import dev.edgewatch.api.annotations.MethodDeclaration;
import dev.edgewatch.api.annotations.Transaction;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.resource.DeclaredMethod.Subject;
import org.junit.jupiter.api.Test;

class MethodDeclarationsTest {

  private static MethodDeclaration.Builder turn() {
    return MethodDeclaration.newBuilder().setVerb("turn");
  }

  /** The one method {@code Turn} of a service of widgets, which takes a name and a number. */
  private static DeclaredMethod declared(String service, MethodDeclaration.Builder declaration) {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("test/turn.proto")
            .setPackage("test.v1")
            .setSyntax("proto3")
            .addDependency(Meta.getDescriptor().getFile().getName())
            .addMessageType(
                Declared.message(
                    "Widget", Declared.of("widgets", "widgets/{widget}", "p/{p}/widgets/{widget}")))
            .addMessageType(
                DescriptorProto.newBuilder()
                    .setName("Ask")
                    .addField(Declared.field("name", 1, FieldDescriptorProto.Type.TYPE_STRING))
                    .addField(Declared.field("number", 2, FieldDescriptorProto.Type.TYPE_INT32)));
    file.addServiceBuilder()
        .setName(service)
        .addMethodBuilder()
        .setName("Turn")
        .setInputType(".test.v1.Ask")
        .setOutputType(".test.v1.Ask")
        .setOptions(
            MethodOptions.newBuilder().setExtension(Annotations.method, declaration.build()));
    try {
      return Catalog.of(
              FileDescriptor.buildFrom(
                  file.build(), new FileDescriptor[] {Meta.getDescriptor().getFile()}))
          .methods()
          .getFirst();
    } catch (DescriptorValidationException bad) {
      throw new IllegalArgumentException(bad);
    }
  }

  @Test
  void aMethodIsOfTheTypeThatItsServiceIsNamedAfter() {
    DeclaredMethod method = declared("WidgetService", turn().setName("name"));

    assertThat(method.fullName()).isEqualTo("test.v1.WidgetService/Turn");
    assertThat(method.service()).isEqualTo("test.edgewatch.dev");
    assertThat(method.permission()).isEqualTo("widgets.turn");
    assertThat(method.subject())
        .isInstanceOfSatisfying(
            Subject.Named.class, named -> assertThat(named.path().text()).isEqualTo("name"));
    assertThat(method.callers()).isEqualTo(Callers.PERMITTED);
    assertThat(method.executor()).isEqualTo(Executor.READER);
    assertThat(method.transaction()).isEqualTo(Transaction.NONE);
  }

  @Test
  void aMethodOfNoTypeNeedsThePermissionOfItsVerbAlone() {
    DeclaredMethod method = declared("SpinService", turn().setCallers(Callers.SIGNED_IN));

    assertThat(method.permission()).isEqualTo("turn");
    assertThat(method.type()).isEmpty();
    assertThat(declared("SpinService", turn().setType("Widget")).permission())
        .isEqualTo("widgets.turn");
  }

  @Test
  void allMethodsOfTheContractAreDeclared() {
    assertThat(Catalog.compiled().methods()).hasSize(84);
    assertThat(Catalog.compiled().types()).hasSize(62);
    assertThat(Catalog.compiled().services()).hasSize(8);
  }

  @Test
  void saysInOneSentenceWhatIsWrongWithADeclaration() {
    assertWrong(turn().setVerb("Turn it"), "its verb 'Turn it' is no lower camel word.");
    assertWrong(turn().setName("nick_name"), "Ask has no text at 'nick_name'.");
    assertWrong(turn().setParent("number"), "Ask has no text at 'number'.");
    assertWrong(turn().setScope("scope"), "Ask has no text at 'scope'.");
    assertWrong(turn().setType("Gadget"), "its service has no type Gadget.");
    assertWrong(
        turn().setExecutor(Executor.NAMED),
        "the executor NAMED and a region's path belong together.");
    assertWrong(
        turn().setRegion("name"), "the executor NAMED and a region's path belong together.");
    assertThatThrownBy(() -> declared("SpinService", turn()))
        .hasMessageEndingWith("it needs a type: for its subject, or for its permission.");
  }

  private static void assertWrong(MethodDeclaration.Builder declaration, String sentence) {
    assertThatThrownBy(() -> declared("WidgetService", declaration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The declaration of test.v1.WidgetService.Turn is wrong: " + sentence);
  }
}

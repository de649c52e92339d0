package dev.edgewatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The files that are written out, read by the compiler that the build itself uses. */
class ProtosCommandTest {
  private static final List<String> PROTOBUFS_OWN =
      List.of("any", "duration", "empty", "field_mask", "struct", "timestamp");

  @TempDir Path written;

  @TempDir Path tools;

  @Test
  void protocReadsTheFilesAndGetsTheSameDescriptors() throws Exception {
    assertThat(new CommandLine(new ProtosCommand()).execute("--to", written.toString())).isZero();
    Map<String, FileDescriptorProto> expected = new TreeMap<>();
    for (FileDescriptor file : DerivedDescriptors.compiled().closure()) {
      expected.put(file.getName(), plain(file.toProto()));
    }

    Map<String, FileDescriptorProto> compiled = compile(expected.keySet().stream().toList());

    assertThat(compiled.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, file) -> assertThat(compiled.get(name)).as(name).isEqualTo(file));
  }

  private Map<String, FileDescriptorProto> compile(List<String> files) throws Exception {
    Path result = tools.resolve("descriptors");
    List<String> command = new ArrayList<>();
    command.add(protoc().toString());
    command.add("--proto_path=" + written);
    command.add("--proto_path=" + protobufsOwn());
    command.add("--descriptor_set_out=" + result);
    command.addAll(files);
    Path said = tools.resolve("said");
    Process protoc =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(protoc.waitFor()).as("%s", Files.readString(said)).isZero();
    assertThat(Files.readString(said)).as("no warnings").isEmpty();
    Map<String, FileDescriptorProto> compiled = new TreeMap<>();
    for (FileDescriptorProto file :
        FileDescriptorSet.parseFrom(Files.readAllBytes(result)).getFileList()) {
      compiled.put(file.getName(), plain(file));
    }
    return compiled;
  }

  /** As the protobuf plug-in of the build has downloaded it, made executable. */
  private Path protoc() throws IOException {
    Path artifact =
        Path.of(System.getProperty("edgewatch.repository"))
            .resolve("com/google/protobuf/protoc")
            .resolve(System.getProperty("edgewatch.protobuf"));
    Path executable = tools.resolve("protoc");
    try (var found = Files.newDirectoryStream(artifact, "protoc-*.exe")) {
      Files.copy(found.iterator().next(), executable);
    }
    assertThat(executable.toFile().setExecutable(true)).isTrue();
    return executable;
  }

  private Path protobufsOwn() throws IOException {
    Path folder = Files.createDirectories(tools.resolve("own/google/protobuf"));
    for (String name : PROTOBUFS_OWN) {
      String file = "/google/protobuf/" + name + ".proto";
      try (InputStream content =
          Objects.requireNonNull(FileDescriptor.class.getResourceAsStream(file), file)) {
        Files.copy(content, folder.resolve(name + ".proto"));
      }
    }
    return tools.resolve("own");
  }

  /** Without what is not written out: options, and the import that only they need. */
  private static FileDescriptorProto plain(FileDescriptorProto file) {
    FileDescriptorProto.Builder plain = file.toBuilder().clearOptions().clearSourceCodeInfo();
    List<String> imports =
        file.getDependencyList().stream()
            .filter(name -> !name.startsWith("edgewatch/"))
            .sorted()
            .toList();
    List<Integer> seen =
        file.getPublicDependencyList().stream()
            .map(index -> imports.indexOf(file.getDependency(index)))
            .sorted()
            .toList();
    plain.clearDependency().addAllDependency(imports);
    plain.clearPublicDependency().addAllPublicDependency(seen);
    plain.getMessageTypeBuilderList().forEach(ProtosCommandTest::plain);
    plain.getEnumTypeBuilderList().forEach(EnumDescriptorProto.Builder::clearOptions);
    plain
        .getServiceBuilderList()
        .forEach(
            service -> {
              service.clearOptions();
              service
                  .getMethodBuilderList()
                  .forEach(
                      method ->
                          method
                              .clearOptions()
                              .setClientStreaming(method.getClientStreaming())
                              .setServerStreaming(method.getServerStreaming()));
            });
    return plain.build();
  }

  private static void plain(DescriptorProto.Builder message) {
    boolean mapEntry = message.getOptions().getMapEntry();
    message.clearOptions();
    if (mapEntry) {
      message.setOptions(MessageOptions.newBuilder().setMapEntry(true));
    }
    message.getFieldBuilderList().forEach(ProtosCommandTest::plain);
    message.getNestedTypeBuilderList().forEach(ProtosCommandTest::plain);
    message.getEnumTypeBuilderList().forEach(EnumDescriptorProto.Builder::clearOptions);
  }

  private static void plain(FieldDescriptorProto.Builder field) {
    field.clearOptions().clearJsonName();
  }
}

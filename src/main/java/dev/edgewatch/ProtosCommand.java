package dev.edgewatch;

import com.google.protobuf.Descriptors.FileDescriptor;
import dev.edgewatch.resource.standard.DerivedDescriptors;
import dev.edgewatch.resource.standard.ProtoText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the public API out, derived services included, for people who generate clients. */
@Command(
    name = "protos",
    description = "Writes the .proto files of the API, the services of all types included.")
final class ProtosCommand implements Callable<Integer> {
  @Option(names = "--to", paramLabel = "DIRECTORY", description = "where to (default: protos)")
  private Path target = Path.of("protos");

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    for (FileDescriptor file : DerivedDescriptors.compiled().closure()) {
      Path written = target.resolve(file.getName());
      Files.createDirectories(written.getParent());
      Files.writeString(written, ProtoText.of(file));
      command.commandLine().getOut().println(written);
    }
    return 0;
  }
}

package dev.edgewatch.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.resource.Refusal;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What a region tells of its own API by gRPC server reflection (v1): the files that declare its
 * services. Files that are compiled into this program are taken from it, so that their messages are
 * the same objects. Blocks; used once, by one thread.
 */
public final class Reflection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_FILES = 2_000;

  private final Map<String, FileDescriptor> known;
  private final Map<String, FileDescriptorProto> protos = new HashMap<>();
  private final Map<String, FileDescriptor> built = new HashMap<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CustomCalls.Outbound<ServerReflectionRequest> questions;

  private sealed interface Answer {
    record Said(ServerReflectionResponse response) implements Answer {}

    record Ended(Refusal refusal) implements Answer {}
  }

  /**
   * @param calls to the region
   * @param known files of this program, by name
   */
  public Reflection(CustomCalls calls, Map<String, FileDescriptor> known) {
    this.known = known;
    this.questions =
        calls.stream(
            ServerReflectionGrpc.getServerReflectionInfoMethod(),
            new CustomCalls.Listener<>() {
              @Override
              public void answer(ServerReflectionResponse answer) {
                answers.add(new Answer.Said(answer));
              }

              @Override
              public void ended(Refusal refusal) {
                answers.add(new Answer.Ended(refusal));
              }
            });
  }

  /**
   * The files that declare services.
   *
   * @param wanted which services, by full name
   * @throws dev.edgewatch.resource.RefusalException when the region does not answer, or tells what
   *     is no protobuf
   */
  public List<FileDescriptor> files(Predicate<String> wanted) {
    var list = ask(ServerReflectionRequest.newBuilder().setListServices(""));
    Map<String, FileDescriptor> files = new LinkedHashMap<>();
    for (var service : list.getListServicesResponse().getServiceList()) {
      if (wanted.test(service.getName())) {
        List<FileDescriptorProto> told =
            keep(
                ask(
                    ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol(service.getName())));
        if (!told.isEmpty()) {
          String name = told.getFirst().getName();
          files.put(name, file(name));
        }
      }
    }
    return new ArrayList<>(files.values());
  }

  private FileDescriptor file(String name) {
    FileDescriptor ready = known.getOrDefault(name, built.get(name));
    if (ready != null) {
      return ready;
    }
    FileDescriptorProto proto = protos.get(name);
    if (proto == null) {
      keep(ask(ServerReflectionRequest.newBuilder().setFileByFilename(name)));
      proto = protos.get(name);
    }
    if (proto == null || protos.size() > MOST_FILES) {
      throw unusable("there is no file " + name);
    }
    FileDescriptor[] imports =
        proto.getDependencyList().stream().map(this::file).toArray(FileDescriptor[]::new);
    try {
      FileDescriptor file = FileDescriptor.buildFrom(proto, imports);
      built.put(name, file);
      return file;
    } catch (DescriptorValidationException contradiction) {
      throw unusable(String.valueOf(contradiction.getMessage()));
    }
  }

  /** The asked file comes first, others it needs may follow. */
  private List<FileDescriptorProto> keep(ServerReflectionResponse answer) {
    List<FileDescriptorProto> told = new ArrayList<>();
    for (ByteString encoded : answer.getFileDescriptorResponse().getFileDescriptorProtoList()) {
      try {
        FileDescriptorProto proto = FileDescriptorProto.parseFrom(encoded);
        protos.putIfAbsent(proto.getName(), proto);
        told.add(proto);
      } catch (InvalidProtocolBufferException broken) {
        throw unusable(String.valueOf(broken.getMessage()));
      }
    }
    return told;
  }

  private ServerReflectionResponse ask(ServerReflectionRequest.Builder question) {
    questions.send(question.build());
    try {
      return switch (answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        case null -> throw unusable("no answer within " + PATIENCE.toSeconds() + " s");
        case Answer.Ended(var refusal) -> throw refusal.exception();
        case Answer.Said(var response) -> response;
      };
    } catch (InterruptedException givenUp) {
      Thread.currentThread().interrupt();
      throw unusable("the caller gave up");
    }
  }

  private static RuntimeException unusable(String why) {
    return new Refusal.Unavailable(
            "REFLECTION_UNUSABLE", "its API cannot be read: " + why, PATIENCE)
        .exception();
  }

  @Override
  public void close() {
    questions.close();
  }
}

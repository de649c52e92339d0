package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.standard.WireFacts;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client that knows nothing but reflection learns about a running region. */
class ReflectionTest {

  @Test
  void tellsEveryFactOfTheContractAndNothingElse() throws Exception {
    try (TestIssuer issuer = new TestIssuer();
        TestRegion region = TestRegion.start(issuer)) {
      Reflection reflection = new Reflection(region.ann());
      SortedSet<String> told = WireFacts.of(reflection.files());
      SortedSet<String> contract = WireFacts.ofContract();

      assertThat(told).as("nothing else").isSubsetOf(contract);
      assertThat(contract).as("nothing missing").isSubsetOf(told);
    }
  }

  /** A reflection client. */
  private static final class Reflection implements StreamObserver<ServerReflectionResponse> {
    private final StreamObserver<ServerReflectionRequest> questions;
    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private final Map<String, FileDescriptorProto> protos = new HashMap<>();
    private final Map<String, FileDescriptor> files = new HashMap<>();

    Reflection(Caller caller) {
      questions = ServerReflectionGrpc.newStub(caller.channel()).serverReflectionInfo(this);
    }

    /** All files that declare services, with what they import. */
    List<FileDescriptor> files() throws Exception {
      ServerReflectionResponse services =
          ask(ServerReflectionRequest.newBuilder().setListServices(""));
      for (var service : services.getListServicesResponse().getServiceList()) {
        keep(ask(ServerReflectionRequest.newBuilder().setFileContainingSymbol(service.getName())));
      }
      for (String name : List.copyOf(protos.keySet())) {
        file(name);
      }
      return List.copyOf(files.values());
    }

    private FileDescriptor file(String name) throws Exception {
      FileDescriptor known = files.get(name);
      if (known != null) {
        return known;
      }
      if (!protos.containsKey(name)) {
        keep(ask(ServerReflectionRequest.newBuilder().setFileByFilename(name)));
      }
      FileDescriptorProto proto = Objects.requireNonNull(protos.get(name), name);
      FileDescriptor[] imports = new FileDescriptor[proto.getDependencyCount()];
      for (int i = 0; i < imports.length; i++) {
        imports[i] = file(proto.getDependency(i));
      }
      FileDescriptor built = build(proto, imports);
      files.put(name, built);
      return built;
    }

    private static FileDescriptor build(FileDescriptorProto proto, FileDescriptor[] imports)
        throws DescriptorValidationException {
      return FileDescriptor.buildFrom(proto, imports);
    }

    private void keep(ServerReflectionResponse answer) throws InvalidProtocolBufferException {
      assertThat(answer.hasErrorResponse()).as("%s", answer).isFalse();
      for (ByteString encoded : answer.getFileDescriptorResponse().getFileDescriptorProtoList()) {
        FileDescriptorProto proto = FileDescriptorProto.parseFrom(encoded);
        FileDescriptorProto before = protos.put(proto.getName(), proto);
        if (before != null) {
          assertThat(proto).as("one file of each name").isEqualTo(before);
        }
      }
    }

    private ServerReflectionResponse ask(ServerReflectionRequest.Builder question)
        throws InterruptedException {
      questions.onNext(question.build());
      Object answer = answers.poll(10, TimeUnit.SECONDS);
      assertThat(answer).isInstanceOf(ServerReflectionResponse.class);
      return (ServerReflectionResponse) answer;
    }

    @Override
    public void onNext(ServerReflectionResponse answer) {
      answers.add(answer);
    }

    @Override
    public void onError(Throwable failure) {
      answers.add(failure);
    }

    @Override
    public void onCompleted() {
      answers.add("the end");
    }
  }
}

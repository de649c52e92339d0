package dev.edgewatch.region;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.edgewatch.iam.TestIssuer;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.routing.WireMethods;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotOfferedTest {
  private static TestIssuer issuer;
  private static TestRegion region;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    region = TestRegion.start(issuer);
  }

  @AfterAll
  static void stop() {
    region.close();
    issuer.close();
  }

  @Test
  void everyMethodOfTheListIsAnsweredWithItsReason() throws Exception {
    Map<String, String> reasons = NotOffered.list().reasons();
    List<DeclaredMethod> listed =
        Catalog.compiled().methods().stream()
            .filter(method -> reasons.containsKey(method.fullName()))
            .toList();
    assertThat(listed).isNotEmpty();
    for (DeclaredMethod method : listed) {
      Status refused = call(region.ann(), method);
      assertThat(refused.getCode()).as(method.fullName()).isEqualTo(Code.UNIMPLEMENTED.value());
      assertThat(refused.getMessage()).contains(method.fullName(), reasons.get(method.fullName()));
      assertThat(refused.getDetails(0).unpack(ErrorInfo.class).getReason())
          .isEqualTo("METHOD_NOT_OFFERED");
    }
  }

  @Test
  void whoIsNotSignedInIsNotToldWhatThereIs() throws Exception {
    DeclaredMethod signedIn = method("ntt.iam.v1.UserService/GetMySettings");
    DeclaredMethod notOffered = method("ntt.iam.v1.UserService/ResetPassword");
    assertThat(call(region.anybody(), signedIn).getCode())
        .isEqualTo(Code.PERMISSION_DENIED.value());
    assertThat(call(region.anybody(), notOffered).getCode())
        .isEqualTo(Code.PERMISSION_DENIED.value());
  }

  private static DeclaredMethod method(String fullName) {
    return Catalog.compiled().methods().stream()
        .filter(method -> method.fullName().equals(fullName))
        .findFirst()
        .orElseThrow();
  }

  private static Status call(Caller caller, DeclaredMethod method) throws Exception {
    ClientCall<ByteString, ByteString> call =
        caller.channel().newCall(WireMethods.of(method), CallOptions.DEFAULT);
    CompletableFuture<Status> end = new CompletableFuture<>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(io.grpc.Status status, Metadata trailers) {
            end.complete(StatusProto.fromStatusAndTrailers(status, trailers));
          }
        },
        new Metadata());
    call.sendMessage(ByteString.EMPTY);
    call.halfClose();
    call.request(1);
    return end.get(10, TimeUnit.SECONDS);
  }
}

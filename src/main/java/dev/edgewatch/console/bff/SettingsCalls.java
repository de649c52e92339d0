package dev.edgewatch.console.bff;

import com.google.protobuf.Empty;
import dev.edgewatch.api.iam.v1.GetMySettingsRequest;
import dev.edgewatch.api.iam.v1.GetMySettingsResponse;
import dev.edgewatch.api.iam.v1.SetMySettingsRequest;
import dev.edgewatch.client.CustomCalls;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Settings as calls to any region, which passes them on to the owner of the account. */
record SettingsCalls(AnyRegion regions) implements MySettings {
  private static final MethodDescriptor<GetMySettingsRequest, GetMySettingsResponse> GET =
      CustomCalls.method(
          "ntt.iam.v1.UserService/GetMySettings",
          MethodType.UNARY,
          GetMySettingsRequest.getDefaultInstance(),
          GetMySettingsResponse.getDefaultInstance());
  private static final MethodDescriptor<SetMySettingsRequest, Empty> SET =
      CustomCalls.method(
          "ntt.iam.v1.UserService/SetMySettings",
          MethodType.UNARY,
          SetMySettingsRequest.getDefaultInstance(),
          Empty.getDefaultInstance());

  @Override
  public CompletableFuture<Map<String, String>> read(Set<String> keys) {
    var request = GetMySettingsRequest.newBuilder().addAllKeys(keys).build();
    return regions.ask(GET, request).thenApply(GetMySettingsResponse::getSettingsMap);
  }

  @Override
  public CompletableFuture<Outcome> write(Map<String, String> settings) {
    return regions.write(SET, SetMySettingsRequest.newBuilder().putAllSettings(settings).build());
  }
}

package dev.edgewatch.console.bff;

import dev.edgewatch.api.access.v1.DismissAccessRequestRequest;
import dev.edgewatch.api.access.v1.DismissAccessRequestResponse;
import dev.edgewatch.api.access.v1.RequestAccessRequest;
import dev.edgewatch.api.access.v1.RequestAccessResponse;
import dev.edgewatch.client.CustomCalls;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.concurrent.CompletableFuture;

/** Requests for access as calls to any region, which passes them on to the owner of the scope. */
record AccessRequestCalls(AnyRegion regions) implements AccessRequests {
  private static final String SERVICE = "edgewatch.access.v1.AccessService/";
  private static final MethodDescriptor<RequestAccessRequest, RequestAccessResponse> ASK =
      CustomCalls.method(
          SERVICE + "RequestAccess",
          MethodType.UNARY,
          RequestAccessRequest.getDefaultInstance(),
          RequestAccessResponse.getDefaultInstance());
  private static final MethodDescriptor<DismissAccessRequestRequest, DismissAccessRequestResponse>
      DISMISS =
          CustomCalls.method(
              SERVICE + "DismissAccessRequest",
              MethodType.UNARY,
              DismissAccessRequestRequest.getDefaultInstance(),
              DismissAccessRequestResponse.getDefaultInstance());

  @Override
  public CompletableFuture<Outcome> ask(
      String scope, String permission, String object, String note) {
    return regions.write(
        ASK,
        RequestAccessRequest.newBuilder()
            .setScope(scope)
            .setPermission(permission)
            .setObject(object)
            .setNote(note)
            .build());
  }

  @Override
  public CompletableFuture<Outcome> dismiss(String name) {
    return regions.write(DISMISS, DismissAccessRequestRequest.newBuilder().setName(name).build());
  }
}

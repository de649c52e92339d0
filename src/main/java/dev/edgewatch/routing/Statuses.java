package dev.edgewatch.routing;

import com.google.rpc.Status;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.standard.RefusalStatus;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Refusals as gRPC carries them. */
public final class Statuses {
  private Statuses() {}

  /** What a server ends a call with. */
  public static StatusRuntimeException exception(Refusal refusal) {
    return StatusProto.toStatusRuntimeException(RefusalStatus.encode(refusal));
  }

  /** What a client is told by a failed call. */
  public static Refusal refusal(Throwable failure) {
    return failure instanceof RefusalException refused
        ? refused.refusal()
        : RefusalStatus.decode(status(failure));
  }

  /**
   * Whether the other side refused in so many words, so that it did nothing; otherwise the call
   * just broke.
   */
  public static boolean saysRefusal(Throwable failure) {
    return failure instanceof RefusalException || RefusalStatus.isRefusal(status(failure));
  }

  private static Status status(Throwable failure) {
    Status status = StatusProto.fromThrowable(failure);
    return status != null
        ? status
        : Status.newBuilder().setCode(io.grpc.Status.Code.UNKNOWN.value()).build();
  }
}

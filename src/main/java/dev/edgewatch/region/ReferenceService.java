package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.edgewatch.api.region.v1.ReferRequest;
import dev.edgewatch.api.region.v1.ReferResponse;
import dev.edgewatch.api.region.v1.ReleaseRequest;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.resource.Position;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;

/** The private service by which regions tell each other of references and deletions. */
final class ReferenceService {
  private final Region region;
  private final Incoming incoming;
  private final Releases releases;

  ReferenceService(Region region, Incoming incoming, Releases releases) {
    this.region = region;
    this.incoming = incoming;
    this.releases = releases;
  }

  ServerServiceDefinition definition(Gate gate) {
    return ServerServiceDefinition.builder(Siblings.SERVICE)
        .addMethod(
            WireMethods.of(Siblings.SERVICE, "Refer", MethodType.UNARY),
            gate.unary(
                region.limits().writeDeadline(),
                Gate.Entry.SIGNED_IN,
                ReferenceService.this::refer))
        .addMethod(
            WireMethods.of(Siblings.SERVICE, "Release", MethodType.UNARY),
            gate.unary(
                region.limits().writeDeadline(),
                Gate.Entry.SIGNED_IN,
                ReferenceService.this::release))
        .build();
  }

  private Answer refer(CallContext context, ByteString encoded) {
    requireRegion(context);
    ReferRequest request = decoded(ReferRequest.parser(), encoded);
    Position position =
        region
            .write(context.writeContext(), session -> incoming.refer(session, request))
            .position();
    return new Answer(ReferResponse.getDefaultInstance().toByteString(), position);
  }

  private Answer release(CallContext context, ByteString encoded) {
    requireRegion(context);
    ReleaseRequest request = decoded(ReleaseRequest.parser(), encoded);
    Message answer = releases.release(context.writeContext(), request);
    return new Answer(answer.toByteString(), region.store().feed().position());
  }

  static void requireRegion(CallContext context) {
    if (!(context.principal() instanceof Principal.Region)) {
      throw new Refusal.Denied("regions.tell", "", "this is for regions among each other")
          .exception();
    }
  }

  private static <M extends Message> M decoded(Parser<M> parser, ByteString encoded) {
    try {
      return parser.parseFrom(encoded);
    } catch (InvalidProtocolBufferException broken) {
      throw Refusal.undecodable("", "the request");
    }
  }
}

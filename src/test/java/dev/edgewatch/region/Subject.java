package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import dev.edgewatch.api.types.View;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.BatchGetRequest;
import dev.edgewatch.resource.standard.CreateRequest;
import dev.edgewatch.resource.standard.DeleteRequest;
import dev.edgewatch.resource.standard.GetRequest;
import dev.edgewatch.resource.standard.ListRequest;
import dev.edgewatch.resource.standard.SearchRequest;
import dev.edgewatch.resource.standard.StandardMethod;
import dev.edgewatch.resource.standard.StandardRequest;
import dev.edgewatch.resource.standard.UpdateRequest;
import dev.edgewatch.resource.standard.WatchManyRequest;
import dev.edgewatch.resource.standard.WatchOneRequest;
import dev.edgewatch.routing.WireMethods;
import io.grpc.MethodDescriptor;
import java.util.List;

/**
 * A resource to be asked about.
 *
 * @param parent below which it is, may be empty
 */
record Subject(ResourceType type, String parent, String name) {
  private static final FieldMask NONE = FieldMask.getDefaultInstance();

  /** The methods of its type that are carried out. */
  List<StandardMethod> methods() {
    NotOffered notOffered = NotOffered.list();
    return StandardMethod.of(type).stream()
        .filter(method -> notOffered.refusal(method.fullMethodName(type)).isEmpty())
        .toList();
  }

  List<StandardMethod> ofCollections() {
    return methods().stream().filter(StandardMethod::ofCollection).toList();
  }

  MethodDescriptor<ByteString, ByteString> wire(StandardMethod method) {
    return WireMethods.of(type, method);
  }

  /** What a client that knows nothing but its name sends of it. */
  Message body() {
    return body(name);
  }

  Message body(String otherName) {
    return type.withName(type.defaultInstance(), otherName);
  }

  /** Names of this type and place end in an id; that one replaced. */
  String withId(String id) {
    return (parent.isEmpty() ? "" : parent + "/") + type.plural() + "/" + id;
  }

  /** A request about a name of its type, or of collections below its parent. */
  StandardRequest about(StandardMethod method, String otherName) {
    return switch (method) {
      case GET -> GetRequest.of(otherName);
      case BATCH_GET -> new BatchGetRequest(List.of(otherName), NONE, View.UNSPECIFIED);
      case WATCH_ONE -> new WatchOneRequest(otherName, NONE, View.UNSPECIFIED);
      case DELETE -> new DeleteRequest(otherName, false);
      case UPDATE ->
          UpdateRequest.of(
              body(otherName).toByteString(),
              FieldMask.newBuilder().addPaths("metadata.labels").build());
      case CREATE -> CreateRequest.of(parent, body(otherName).toByteString());
      case LIST, SEARCH, WATCH_MANY -> below(method, parent);
    };
  }

  /** A request about what is below a parent. */
  StandardRequest below(StandardMethod method, String otherParent) {
    return switch (method) {
      case LIST -> ListRequest.of(otherParent);
      case SEARCH ->
          new SearchRequest(otherParent, 0, "", "", "", NONE, View.UNSPECIFIED, "anything");
      case WATCH_MANY -> WatchManyRequest.page(otherParent, "", "", "", 0, NONE);
      case CREATE -> CreateRequest.of(otherParent, type.defaultInstance().toByteString());
      case GET, BATCH_GET, WATCH_ONE, UPDATE, DELETE ->
          throw new IllegalArgumentException(method + " is about a name");
    };
  }

  /** A page of its collection. */
  StandardRequest page(StandardMethod method, int size, String token, String filter, String order) {
    return switch (method) {
      case LIST ->
          new ListRequest(parent, size, token, order, filter, NONE, View.UNSPECIFIED, false);
      case SEARCH ->
          new SearchRequest(parent, size, token, order, filter, NONE, View.UNSPECIFIED, "");
      case WATCH_MANY -> WatchManyRequest.page(parent, filter, order, token, size, NONE);
      case GET, BATCH_GET, WATCH_ONE, CREATE, UPDATE, DELETE ->
          throw new IllegalArgumentException(method + " has no pages");
    };
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.edgewatch.resource.standard;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.ResourceType;
import java.util.Arrays;
import java.util.List;

/** The standard methods of a resource type, with their names and shapes (contract section 2.1). */
public enum StandardMethod {
  GET("Get", Count.ONE, Answer.RESOURCE, dev.edgewatch.api.annotations.StandardMethod.GET),
  BATCH_GET(
      "BatchGet",
      Count.MANY,
      Answer.RESPONSE,
      dev.edgewatch.api.annotations.StandardMethod.BATCH_GET),
  LIST("List", Count.MANY, Answer.RESPONSE, dev.edgewatch.api.annotations.StandardMethod.LIST),
  WATCH_ONE(
      "Watch", Count.ONE, Answer.STREAM, dev.edgewatch.api.annotations.StandardMethod.WATCH_ONE),
  WATCH_MANY(
      "Watch", Count.MANY, Answer.STREAM, dev.edgewatch.api.annotations.StandardMethod.WATCH_MANY),
  CREATE("Create", Count.ONE, Answer.RESOURCE, dev.edgewatch.api.annotations.StandardMethod.CREATE),
  UPDATE("Update", Count.ONE, Answer.RESOURCE, dev.edgewatch.api.annotations.StandardMethod.UPDATE),
  DELETE("Delete", Count.ONE, Answer.NOTHING, dev.edgewatch.api.annotations.StandardMethod.DELETE),
  SEARCH(
      "Search", Count.MANY, Answer.RESPONSE, dev.edgewatch.api.annotations.StandardMethod.SEARCH);

  private enum Count {
    ONE,
    MANY
  }

  /**
   * What a method answers: the resource, a message of its own, a stream of such messages, or an
   * empty message.
   */
  enum Answer {
    RESOURCE,
    RESPONSE,
    STREAM,
    NOTHING
  }

  private final String verb;
  private final Count count;
  private final Answer answer;
  private final dev.edgewatch.api.annotations.StandardMethod annotation;

  StandardMethod(
      String verb,
      Count count,
      Answer answer,
      dev.edgewatch.api.annotations.StandardMethod annotation) {
    this.verb = verb;
    this.count = count;
    this.answer = answer;
    this.annotation = annotation;
  }

  /**
   * The methods a type offers: all that its declaration does not omit, Search only when it declares
   * one.
   */
  public static List<StandardMethod> of(ResourceType type) {
    return Arrays.stream(values()).filter(method -> method.offeredBy(type)).toList();
  }

  public boolean offeredBy(ResourceType type) {
    return type.stored()
        && (this != SEARCH || type.declaration().hasSearch())
        && !type.declaration().getOmittedList().contains(annotation);
  }

  boolean is(dev.edgewatch.api.annotations.StandardMethod declared) {
    return annotation == declared;
  }

  /** {@code Get}, {@code BatchGet}, {@code Watch}… */
  public String verb() {
    return verb;
  }

  /** The same as last word of a permission: {@code get}, {@code batchGet}, {@code watch}… */
  public String permissionVerb() {
    return Character.toLowerCase(verb.charAt(0)) + verb.substring(1);
  }

  /** {@code GetDevice}, {@code WatchDevices}. */
  public String methodName(ResourceType type) {
    return verb + (count == Count.ONE ? TypeWords.one(type) : TypeWords.many(type));
  }

  /** {@code ntt.devices.v1.DeviceService}. */
  public static String serviceName(ResourceType type) {
    return TypeWords.service(type);
  }

  /** {@code ntt.devices.v1.DeviceService/GetDevice}, as gRPC names methods. */
  public String fullMethodName(ResourceType type) {
    return serviceName(type) + "/" + methodName(type);
  }

  /** Whether the server answers with a stream; requests are always single messages. */
  public boolean streaming() {
    return answer == Answer.STREAM;
  }

  /** Whether it changes anything. */
  public boolean writes() {
    return this == CREATE || this == UPDATE || this == DELETE;
  }

  /** Whether it is about resources below a parent and not about named ones. */
  public boolean ofCollection() {
    return this == LIST || this == WATCH_MANY || this == SEARCH;
  }

  Answer answer() {
    return answer;
  }

  /** Decodes a request of this method; refuses malformed bytes. */
  public StandardRequest decodeRequest(ByteString encoded) {
    return switch (this) {
      case GET -> GetRequest.decode(encoded);
      case BATCH_GET -> BatchGetRequest.decode(encoded);
      case LIST -> ListRequest.decode(encoded);
      case WATCH_ONE -> WatchOneRequest.decode(encoded);
      case WATCH_MANY -> WatchManyRequest.decode(encoded);
      case CREATE -> CreateRequest.decode(encoded);
      case UPDATE -> UpdateRequest.decode(encoded);
      case DELETE -> DeleteRequest.decode(encoded);
      case SEARCH -> SearchRequest.decode(encoded);
    };
  }
}

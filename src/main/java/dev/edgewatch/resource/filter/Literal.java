package dev.edgewatch.resource.filter;

import com.google.protobuf.DynamicMessage;

/**
 * A value in a filter, converted to the type of the field it is compared with.
 *
 * @param value as protobuf reflection gives values of the field; a message is a {@link
 *     DynamicMessage}
 * @param text canonical text
 */
record Literal(Object value, String text) {}

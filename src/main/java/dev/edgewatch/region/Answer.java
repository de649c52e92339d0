package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import dev.edgewatch.resource.Position;

/**
 * The answer of a unary method.
 *
 * @param position where a write is visible or what a read was read at; travels as trailer
 */
record Answer(ByteString message, Position position) {}

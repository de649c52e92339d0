package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Messages field by field, also such as no generated class would write. */
final class WireBytes {
  private WireBytes() {}

  /** Writes fields. */
  @FunctionalInterface
  interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  static ByteString of(Writing writing) {
    ByteString.Output bytes = ByteString.newOutput();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.to(out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteString();
  }
}

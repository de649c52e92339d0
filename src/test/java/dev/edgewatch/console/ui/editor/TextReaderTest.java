package dev.edgewatch.console.ui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.type.LatLng;
import dev.edgewatch.api.types.Meta;
import dev.edgewatch.api.widgets.v1.Widget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextReaderTest {
  private static final Widget FULL =
      Widget.newBuilder()
          .setName("projects/p/regions/r/widgets/w")
          .setMetadata(
              Meta.newBuilder()
                  .putLabels("tier", "on")
                  .putLabels("12", "true")
                  .addTags("yes")
                  .setGeneration(7)
                  .setCreateTime(Timestamp.newBuilder().setSeconds(1_800_000_000).setNanos(5000)))
          .setDisplayName("12")
          .setDescription("two\nlines: # and more\n")
          .setSpec(
              Widget.Spec.newBuilder()
                  .setColor(Widget.Color.GREEN)
                  .addOtherColors(Widget.Color.RED)
                  .addOtherColors(Widget.Color.BLUE)
                  .setSizeMm(-3)
                  .setProducedCount(-1)
                  .setWeightKg(1e300)
                  .setTolerance(Float.NaN)
                  .setEnabled(true)
                  .setSerialNumber("0x1F")
                  .setPriority(0)
                  .setPhoto(ByteString.copyFrom(new byte[] {-1, 0, 1}))
                  .addCalibration(0.1)
                  .addCalibration(Double.NEGATIVE_INFINITY)
                  .putLimits("heat", Long.MIN_VALUE)
                  .putPorts(-8, "null")
                  .setWarranty(Duration.newBuilder().setSeconds(90).setNanos(500_000_000))
                  .setNickname(StringValue.of(""))
                  .setExtra(
                      Struct.newBuilder()
                          .putFields("text", Value.newBuilder().setStringValue("1e3").build())
                          .putFields("number", Value.newBuilder().setNumberValue(1000).build())
                          .putFields(
                              "nothing",
                              Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())
                          .putFields("yes", Value.newBuilder().setStringValue("yes").build()))
                  .setPublishedFields(FieldMask.newBuilder().addPaths("spec.size_mm"))
                  .setLocation(LatLng.newBuilder().setLatitude(47.4))
                  .setBattery(Widget.Spec.Battery.newBuilder().setCapacityMah(2500)))
          .addParts(
              Widget.Part.newBuilder()
                  .setLabel("- not a list")
                  .addScrews(Widget.Part.Screw.newBuilder().setLengthMm(2)))
          .putSlots("a b", Widget.Slot.newBuilder().setColor(Widget.Color.BLUE).build())
          .setLayout(
              Widget.Layout.newBuilder()
                  .addChildren(Widget.Layout.newBuilder().setTitle("~"))
                  .addChildren(Widget.Layout.getDefaultInstance()))
          .build();

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsWhatItPrinted(Language language) throws InvalidProtocolBufferException {
    Reading reading = new TextReader(Widget.getDefaultInstance()).read(language.print(FULL));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.resource()).contains(FULL);

    Message dynamic = DynamicMessage.parseFrom(Widget.getDescriptor(), FULL.toByteString());
    assertThat(language.print(dynamic)).isEqualTo(language.print(FULL));
    assertThat(
            new TextReader(DynamicMessage.getDefaultInstance(Widget.getDescriptor()))
                .read(language.print(dynamic))
                .resource())
        .contains(dynamic);
  }

  @Test
  void anEmptyTextIsAnEmptyResource() {
    assertThat(read("").resource()).contains(Widget.getDefaultInstance());
    assertThat(read("# nothing\n").resource()).contains(Widget.getDefaultInstance());
    assertThat(read("{}").resource()).contains(Widget.getDefaultInstance());
    assertThat(read("spec:\ndescription: ~").resource()).contains(Widget.getDefaultInstance());
  }

  @Test
  void namesAreThoseOfTheApiOrInCamelCase() {
    assertThat(read("{\"displayName\": \"a\", \"spec\": {\"sizeMm\": \"3\"}}").resource())
        .contains(
            Widget.newBuilder()
                .setDisplayName("a")
                .setSpec(Widget.Spec.newBuilder().setSizeMm(3))
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          spec: {size_mn: 3}                  | 1 | 8  | 'size_mn' is no field of Spec; expected one of size_mm,
          display_name: a\\ndisplay_name: b   | 2 | 1  | 'display_name' is there already
          spec:\\n  size_mm: twelve           | 2 | 12 | 'twelve' is not usable; expected a whole number between
          spec:\\n  color: PINK               | 2 | 10 | 'PINK' is not usable; expected COLOR_UNSPECIFIED, RED, GREEN, BLUE
          spec:\\n  enabled: yes              | 2 | 12 | 'yes' is not usable; expected true or false
          spec:\\n  warranty: 2 d             | 2 | 13 | expected a duration in seconds as 90s
          spec:\\n  size_mm: [1]              | 2 | 12 | '[…]' is not usable
          spec:\\n  battery: {}\\n  mains: {} | 3 | 3  | 'mains' cannot be set beside 'battery'
          spec: 3                             | 1 | 7  | Expected the fields of Spec
          spec:\\n  limits: [1]               | 2 | 11 | Expected keys with values
          spec:\\n  calibration: 1            | 2 | 16 | Expected a list
          spec:\\n  ports: {a: b}             | 2 | 11 | 'a' is not usable; expected a whole number
          parts:\\n  - count: x               | 2 | 12 | 'x' is not usable
          - a                                 | 1 | 1  | Expected fields
          spec: {size_mm: 3                   | 1 | 18 | This cannot be read
          a: &a [1]\\nb: *a                   | 1 | 1  | This cannot be read
          """)
  void saysWhereAndWhatWasExpected(String text, int line, int column, String words) {
    Reading reading = read(text.replace("\\n", "\n"));

    assertThat(reading.resource()).isEmpty();
    TextProblem problem = reading.problems().getFirst();
    assertThat(problem.words()).contains(words.strip());
    assertThat(problem.line()).as("line").isEqualTo(line);
    assertThat(problem.column()).as("column").isEqualTo(column);
  }

  @Test
  void findsAllProblems() {
    assertThat(read("a: 1\nspec:\n  size_mm: x\n  b: 2\n").problems()).hasSize(3);
  }

  private static Reading read(String text) {
    return new TextReader(Widget.getDefaultInstance()).read(text);
  }
}

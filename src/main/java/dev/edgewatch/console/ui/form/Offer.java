package dev.edgewatch.console.ui.form;

/**
 * Something that can be chosen for a field.
 *
 * @param title what people call it
 * @param detail where it is or what else tells it from others; may be empty
 */
record Offer(String value, String title, String detail) {
  /** All of it in one line. */
  String words() {
    return detail.isEmpty() ? title : title + " · " + detail;
  }
}

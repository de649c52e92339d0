package dev.edgewatch.resource.filter;

/**
 * A word of a filter text.
 *
 * @param kind what it is
 * @param text as written; of a path without its backslashes, of a string what it stands for
 * @param start offset of its first character
 * @param end offset behind its last character
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    /** A path of one or more identifiers; also every keyword, because keywords are not reserved. */
    PATH,
    STRING,
    OPERATOR,
    NUMBER,
    PUNCTUATION,
    END
  }

  boolean isWord(String keyword) {
    return kind == Kind.PATH && text.equalsIgnoreCase(keyword);
  }

  boolean isPunctuation(char punctuation) {
    return kind == Kind.PUNCTUATION && text.charAt(0) == punctuation;
  }
}

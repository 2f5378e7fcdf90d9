package dev.annotir.it.mutator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a source at a few places; whether it is Java afterwards is left to chance. */
public final class Mutator {
  private final Random random;

  private Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** The source changed as a seed says, always the same. */
  public static String mutate(String source, long seed) {
    Mutator mutator = new Mutator(seed);
    String text = source;
    for (int i = mutator.random.nextInt(2); i >= 0; i--) {
      text = mutator.once(text);
    }
    return text;
  }

  private String once(String text) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> tokens(text);
      case 2, 3, 4 -> trees(text);
      case 5, 6, 7 -> constructs(text);
      case 8 -> annotations(text);
      default -> members(text);
    };
  }

  private <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String replace(String text, Piece piece, String replacement) {
    return text.substring(0, piece.start()) + replacement + text.substring(piece.end());
  }

  /** Deletes, doubles, swaps or replaces tokens. */
  private String tokens(String text) {
    List<Piece> tokens = Piece.tokens(text);
    if (tokens.size() < 2) {
      return text;
    }
    int at = random.nextInt(tokens.size() - 1);
    Piece token = tokens.get(at);
    Piece next = tokens.get(at + 1);
    Piece other = of(tokens);
    return switch (random.nextInt(4)) {
      case 0 -> replace(text, token, "");
      case 1 -> replace(text, token, token.in(text) + " " + token.in(text));
      case 2 -> replace(replace(text, next, token.in(text)), token, next.in(text));
      default -> replace(text, token, other.in(text));
    };
  }

  /** Deletes, doubles, swaps or replaces statements, expressions and declarations. */
  private String trees(String text) {
    List<Piece> trees = Piece.trees(text);
    if (trees.isEmpty()) {
      return tokens(text);
    }
    Piece piece = of(trees);
    List<Piece> alike =
        trees.stream()
            .filter(other -> other.sort() == piece.sort())
            .filter(other -> other.end() <= piece.start() || other.start() >= piece.end())
            .toList();
    switch (random.nextInt(4)) {
      case 0:
        return replace(text, piece, "");
      case 1:
        return replace(text, piece, piece.in(text) + " " + piece.in(text));
      case 2:
        return alike.isEmpty() ? text : replace(text, piece, of(alike).in(text));
      default:
        if (alike.isEmpty()) {
          return text;
        }
        Piece other = of(alike);
        Piece first = piece.start() < other.start() ? piece : other;
        Piece second = first == piece ? other : piece;
        return replace(replace(text, second, first.in(text)), first, second.in(text));
    }
  }

  /**
   * Puts a construct that operators do not have before a statement or in place of an expression.
   */
  private String constructs(String text) {
    List<Piece> places = new ArrayList<>(Piece.trees(text));
    boolean statement = random.nextBoolean();
    places.removeIf(
        piece -> piece.sort() != (statement ? Piece.Sort.STATEMENT : Piece.Sort.EXPRESSION));
    if (places.isEmpty()) {
      return text;
    }
    Piece place = of(places);
    String construct = of(statement ? Constructs.STATEMENTS : Constructs.EXPRESSIONS);
    String old = place.in(text);
    return replace(
        text,
        place,
        construct.contains("#")
            ? construct.replace("#", old)
            : statement ? construct + " " + old : construct);
  }

  private String members(String text) {
    List<Piece> places = new ArrayList<>(Piece.trees(text));
    places.removeIf(piece -> piece.sort() != Piece.Sort.MEMBER);
    if (places.isEmpty()) {
      return text;
    }
    Piece place = of(places);
    String member = of(Constructs.MEMBERS);
    String old = place.in(text);
    return replace(
        text, place, member.contains("#") ? member.replace("#", old) : member + " " + old);
  }

  /** Gives an annotation other values, or puts one where none was. */
  private String annotations(String text) {
    List<Piece> places = new ArrayList<>(Piece.trees(text));
    boolean instead = random.nextInt(3) > 0;
    places.removeIf(
        piece ->
            instead
                ? piece.sort() != Piece.Sort.ANNOTATION
                : piece.sort() != Piece.Sort.MEMBER && piece.sort() != Piece.Sort.PARAMETER);
    if (places.isEmpty()) {
      return text;
    }
    Piece place = of(places);
    String annotation = of(Constructs.ANNOTATIONS);
    return replace(text, place, instead ? annotation : annotation + " " + place.in(text));
  }
}

package dev.annotir.it.generator;

/** The parts of the language, each of which writes with the others' help. */
final class Grammar {
  final Dice dice;
  final Style style;
  final Shapes shapes;
  final Scope scope = new Scope();
  final Literals literals = new Literals(this);
  final Indices indices = new Indices(this);
  final Subscripts subscripts = new Subscripts(this);
  final Arrays arrays = new Arrays(this);
  final ArrayCalls arrayCalls = new ArrayCalls(this);
  final Arithmetic arithmetic = new Arithmetic(this);
  final Conditions conditions = new Conditions(this);
  final Effects effects = new Effects(this);
  final LibraryCalls library = new LibraryCalls(this);
  final MathCalls math = new MathCalls(this);
  final Calls calls = new Calls(this);
  final Expressions expressions = new Expressions(this);
  final Declarations declarations = new Declarations(this);
  final Loops loops = new Loops(this);
  final Walks walks = new Walks(this);
  final Nests nests = new Nests(this);
  final Kernels kernels = new Kernels(this);
  final Jumps jumps = new Jumps(this);
  final Branches branches = new Branches(this);
  final Switches switches = new Switches(this);
  final Statements statements = new Statements(this);

  Grammar(Dice dice, Style style) {
    this.dice = dice;
    this.style = style;
    this.shapes = new Shapes(dice, style.isKernels());
  }
}
